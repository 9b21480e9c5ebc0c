/** What browsers are told as it happens: server-sent events, of one's own tenant and within one's permissions. */
@NullMarked
package org.ringfort.app.platform.push;

import org.jspecify.annotations.NullMarked;
