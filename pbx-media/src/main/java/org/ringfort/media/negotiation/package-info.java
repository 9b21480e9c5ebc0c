/**
 * Offer and answer under a security floor (RFC 3264, 4568): pure; what is sent is written anew and repeats nothing of the
 * other leg.
 *
 * <p>Doors: {@link org.ringfort.media.negotiation.OfferReader}, {@link org.ringfort.media.negotiation.AnswerReader},
 * {@link org.ringfort.media.negotiation.OfferWriter}, {@link org.ringfort.media.negotiation.AnswerWriter}.
 */
@NullMarked
package org.ringfort.media.negotiation;

import org.jspecify.annotations.NullMarked;
