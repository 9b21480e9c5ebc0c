/**
 * Signed caller identity: the Identity header (RFC 8224) and the token in it (PASSporT, RFC 8225, 8588, 8946). Doors: {@link
 * org.ringfort.protocol.sip.identity.IdentityHeader}, {@link org.ringfort.protocol.sip.identity.SignedPassport}.
 */
@NullMarked
package org.ringfort.protocol.sip.identity;

import org.jspecify.annotations.NullMarked;
