/** REST and pushes of call records. */
@NullMarked
package org.ringfort.app.cdr.web;

import org.jspecify.annotations.NullMarked;
