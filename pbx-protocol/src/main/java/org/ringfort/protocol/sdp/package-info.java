/**
 * Session descriptions (RFC 8866): octets in, values out, and back.
 *
 * <p>Doors: {@link org.ringfort.protocol.sdp.SdpDecoder}, {@link org.ringfort.protocol.sdp.SdpEncoder}.
 */
@NullMarked
package org.ringfort.protocol.sdp;

import org.jspecify.annotations.NullMarked;
