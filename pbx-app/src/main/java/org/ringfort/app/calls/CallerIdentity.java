package org.ringfort.app.calls;

import java.util.Optional;
import org.ringfort.app.attestation.Signing;
import org.ringfort.app.attestation.Verdict;
import org.ringfort.protocol.sip.identity.Attestation;

/**
 * What is known of a caller's number, for the call record.
 *
 * @param verstat of a call that came in: what verification found; empty where the trunk does not verify
 * @param attestation "A", "B" or "C", as whoever sent the call has signed, or we have; empty: none
 * @param originId that came with it, for tracing the call back; empty: none
 * @param why in words; empty where nothing was verified or signed
 */
public record CallerIdentity(String verstat, String attestation, String originId, String why) {
    /** Nothing was verified, nothing signed. */
    public static final CallerIdentity NONE = new CallerIdentity("", "", "", "");

    static CallerIdentity of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Doubtful doubtful ->
                new CallerIdentity(verdict.verstat().wireName(), "", "", verdict.why());
            case Verdict.Vouched(var level, var origin, String why) ->
                new CallerIdentity(
                        verdict.verstat().wireName(),
                        level.map(Attestation::name).orElse(""),
                        origin.map(Object::toString).orElse(""),
                        why);
        };
    }

    static CallerIdentity of(Optional<Signing.Signed> signed, String why) {
        return signed.map(made -> new CallerIdentity(
                        "", made.attestation().name(), made.origin().toString(), why))
                .orElse(NONE);
    }
}
