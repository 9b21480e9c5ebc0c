/** REST and pushes of live calls. */
@NullMarked
package org.ringfort.app.calls.web;

import org.jspecify.annotations.NullMarked;
