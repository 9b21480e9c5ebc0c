package org.ringfort.app.calls;

import java.util.List;
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
 * @param divertedBy numbers that the call was for before it came to the one that was dialled, in their order, as far as that is signed
 *     and was verified; at most 3
 */
public record CallerIdentity(String verstat, String attestation, String originId, String why, List<String> divertedBy) {
    /** Nothing was verified, nothing signed. */
    public static final CallerIdentity NONE = new CallerIdentity("", "", "", "");

    /** Copies the list. */
    public CallerIdentity {
        divertedBy = List.copyOf(divertedBy);
    }

    /** Of a call that nobody has diverted, as far as is known. */
    public CallerIdentity(String verstat, String attestation, String originId, String why) {
        this(verstat, attestation, originId, why, List.of());
    }

    static CallerIdentity of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Doubtful doubtful ->
                new CallerIdentity(verdict.verstat().wireName(), "", "", verdict.why());
            case Verdict.Vouched(var level, var origin, String why, Verdict.Proof proof) ->
                new CallerIdentity(
                        verdict.verstat().wireName(),
                        level.map(Attestation::name).orElse(""),
                        origin.map(Object::toString).orElse(""),
                        why,
                        proof.divertedBy());
        };
    }

    static CallerIdentity of(Optional<Signing.Signed> signed, String why) {
        return signed.map(made -> new CallerIdentity(
                        "", made.attestation().name(), made.origin().toString(), why))
                .orElse(NONE);
    }
}
