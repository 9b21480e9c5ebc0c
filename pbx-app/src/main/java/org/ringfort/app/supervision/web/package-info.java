/** REST for those who may supervise calls. */
@NullMarked
package org.ringfort.app.supervision.web;

import org.jspecify.annotations.NullMarked;
