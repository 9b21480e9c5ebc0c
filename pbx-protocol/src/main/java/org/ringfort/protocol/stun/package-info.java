/** STUN messages. Door: {@link org.ringfort.protocol.stun.StunBinding}. */
@NullMarked
package org.ringfort.protocol.stun;

import org.jspecify.annotations.NullMarked;
