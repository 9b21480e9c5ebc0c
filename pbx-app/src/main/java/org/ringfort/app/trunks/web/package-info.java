/** REST for trunks. */
@NullMarked
package org.ringfort.app.trunks.web;

import org.jspecify.annotations.NullMarked;
