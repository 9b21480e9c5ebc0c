/**
 * ZRTP packets (RFC 6189), looked at and never taken part in: a view over a buffer, no copies.
 *
 * <p>Door: {@link org.ringfort.protocol.zrtp.ZrtpView}.
 */
@NullMarked
package org.ringfort.protocol.zrtp;

import org.jspecify.annotations.NullMarked;
