/**
 * STUN messages (RFC 8489): octets in, values out, and back; with what ICE (RFC 8445) adds to them.
 *
 * <p>Doors: {@link org.ringfort.protocol.stun.StunDecoder}, {@link org.ringfort.protocol.stun.StunEncoder}, and
 * {@link org.ringfort.protocol.stun.StunBinding} for who only wants to be told its address.
 */
@NullMarked
package org.ringfort.protocol.stun;

import org.jspecify.annotations.NullMarked;
