/**
 * SRTP and SRTCP in plain JCE: packet index, replay window, open and seal (RFC 3711, 6188, 7714).
 *
 * <p>Doors: {@link org.ringfort.media.srtp.SrtpProfile}, {@link org.ringfort.media.srtp.MasterKey},
 * {@link org.ringfort.media.srtp.SrtpReceiver}, {@link org.ringfort.media.srtp.SrtpSender},
 * {@link org.ringfort.media.srtp.SrtpRefusal}.
 */
@NullMarked
package org.ringfort.media.srtp;

import org.jspecify.annotations.NullMarked;
