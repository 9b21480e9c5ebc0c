package org.ringfort.app.calls;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringfort.app.attestation.Signing;
import org.ringfort.app.attestation.Verdict;
import org.ringfort.app.attestation.Verification;
import org.ringfort.app.dialplan.RoutePlan.Step;
import org.ringfort.app.numbers.Numbers;
import org.ringfort.app.numbers.PublicNumber;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.protocol.sip.identity.CanonicalNumber;
import org.springframework.stereotype.Component;

/**
 * Callers from outside who are sent on, by trunks that pass them on, under their own numbers. For nobody else's claim does our key
 * speak: what the caller brought is verified anew at that moment, and the number of ours that was called bears the platform's mark.
 *
 * @rfc 8946 4.1
 */
@Component
class PassedCallers {
    /** Others take a token for sixty seconds (RFC 8224 10.1), and the way there takes some of them. */
    static final Duration OLDEST = Duration.ofSeconds(50);

    private final Signing signing;
    private final Verification verification;
    private final Numbers numbers;
    private final Clock clock;

    PassedCallers(Signing signing, Verification verification, Numbers numbers, Clock clock) {
        this.signing = signing;
        this.verification = verification;
        this.numbers = numbers;
        this.clock = clock;
    }

    /** What a caller may be sent on as. */
    sealed interface Standing {
        /**
         * As who it is.
         *
         * @param digits the number that calls, canonical
         */
        record Known(OnBehalf.FirstCaller caller, String digits, Verdict.Vouched verdict) implements Standing {}

        /**
         * As nobody but the trunk.
         *
         * @param why for the call record
         */
        record Unknown(String why) implements Standing {}
    }

    /** How a caller stands who is sent on; blocks, for two seconds at most. */
    Standing standing(TenantId tenant, Optional<OnBehalf.FirstCaller> sent) {
        if (!signing.able()) {
            return new Standing.Unknown("this installation has no key");
        }
        if (sent.isEmpty()) {
            return new Standing.Unknown("no caller from outside with a token and a number that may be seen");
        }
        OnBehalf.FirstCaller caller = sent.get();
        if (numbers.of(tenant, caller.called()).filter(PublicNumber::proved).isEmpty()) {
            return new Standing.Unknown("the number that was called is not proved to be the tenant's");
        }
        return switch (verification.verify(caller.identities(), caller.number(), caller.called())) {
            case Verdict.Doubtful doubtful -> new Standing.Unknown(doubtful.why());
            case Verdict.Vouched vouched -> fit(caller, vouched, clock.instant());
        };
    }

    /** How a caller stands whose tokens are true. */
    static Standing fit(OnBehalf.FirstCaller caller, Verdict.Vouched vouched, Instant now) {
        if (vouched.proof().identities().size() >= Verdict.Proof.MOST) {
            return new Standing.Unknown("diverted too often");
        }
        if (Duration.between(vouched.proof().signedAt(), now).compareTo(OLDEST) > 0) {
            return new Standing.Unknown("its token would be stale on the way");
        }
        return CanonicalNumber.of(caller.number())
                .<Standing>map(digits -> new Standing.Known(caller, digits, vouched))
                .orElseGet(() -> new Standing.Unknown("no number"));
    }

    /** The step under the caller's number, with its tokens and ours; empty where it would come back to where it has been. */
    Optional<Step.Dial> passed(Step.Dial dial, Standing.Known known) {
        List<String> been = new ArrayList<>(known.verdict().proof().called());
        been.add(known.digits());
        String next = dial.way().number();
        if (CanonicalNumber.of(next).filter(been::contains).isPresent()) {
            return Optional.empty();
        }
        OnBehalf.FirstCaller caller = known.caller();
        return signing.divert(caller.number(), caller.called(), next)
                .map(token -> dial.under(caller.number())
                        .with(token)
                        .passing(new Step.Passed(known.verdict().proof().identities(), caller.called())));
    }
}
