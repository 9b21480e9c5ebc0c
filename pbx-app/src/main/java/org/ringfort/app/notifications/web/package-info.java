/** REST for recipients. */
@NullMarked
package org.ringfort.app.notifications.web;

import org.jspecify.annotations.NullMarked;
