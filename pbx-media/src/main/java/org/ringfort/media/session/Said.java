package org.ringfort.media.session;

import java.util.Optional;
import org.ringfort.media.negotiation.Agreement;
import org.ringfort.media.negotiation.AnswerReader;
import org.ringfort.media.negotiation.LocalOffer;
import org.ringfort.media.negotiation.Outcome;
import org.ringfort.media.negotiation.Refusal;
import org.ringfort.protocol.sdp.Attribute.Direction;

/** What a leg answers, or has answered before. */
record Said(Agreement agreement, Direction direction, boolean holds) {
    /** @param body empty: it is not asked */
    static Outcome<Said> by(Leg by, Body body) {
        if (body.isEmpty()) {
            return by.agreement()
                    .<Outcome<Said>>map(agreed -> new Outcome.Agreed<>(new Said(agreed, unasked(by), by.holds())))
                    .orElseGet(() -> Outcome.refused(Refusal.Reason.UNKNOWN, "nothing was agreed"));
        }
        Optional<LocalOffer> ours = by.localOffer();
        if (ours.isEmpty()) {
            return Outcome.refused(Refusal.Reason.UNKNOWN, "nothing was offered");
        }
        return AnswerReader.read(body.octets(), ours.get(), by.floor())
                .then(agreed -> new Outcome.Agreed<>(new Said(
                        agreed,
                        agreed.direction(),
                        ours.get().direction().sends()
                                ? !agreed.remote().direction().receives()
                                : by.holds()))); // not asked whether it hears
    }

    /** What a leg that is not asked will do. */
    static Direction unasked(Leg leg) {
        return leg.holds() ? Direction.SENDONLY : Direction.SENDRECV;
    }
}
