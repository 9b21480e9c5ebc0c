/**
 * RTP and RTCP as views over a buffer: nothing is copied and nothing allocated.
 *
 * <p>Doors: {@link org.ringfort.protocol.rtp.RtpView}, {@link org.ringfort.protocol.rtp.RtcpView},
 * {@link org.ringfort.protocol.rtp.RtcpWriter}.
 */
@NullMarked
package org.ringfort.protocol.rtp;

import org.jspecify.annotations.NullMarked;
