/** REST for extensions and devices. */
@NullMarked
package org.ringfort.app.extensions.web;

import org.jspecify.annotations.NullMarked;
