package org.ringfort.app.attestation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ringfort.protocol.sip.identity.CanonicalNumber;
import org.ringfort.protocol.sip.identity.IdentityHeader;
import org.ringfort.protocol.sip.identity.Passport;
import org.ringfort.protocol.sip.identity.Passport.Kind;
import org.ringfort.protocol.sip.identity.Passport.Party;
import org.ringfort.protocol.sip.identity.SignedPassport;
import org.ringfort.protocol.sip.identity.Token;

/**
 * What the Identity headers of a call say of it, before any signature is looked at: which tokens lead from who calls to whom we
 * are asked for. Of a call that was sent on, the first token is for whom was called first, and each {@code div} token tells one
 * step more. Pure.
 *
 * @rfc 8224 6.2
 * @rfc 8946 4.2
 */
sealed interface TokenChain {
    /** More are not looked at. */
    int MOST = 4;

    /**
     * Tokens that fit the call, the first one first; whether they are true is for the signatures to say.
     *
     * @param tokens at least one, the first no {@code div}
     */
    record Fits(List<SignedPassport> tokens) implements TokenChain {
        public Fits {
            tokens = List.copyOf(tokens);
        }

        Passport first() {
            return tokens.getFirst().passport();
        }
    }

    /** None do. */
    record Unfit(Fault fault, String why) implements TokenChain {}

    /**
     * Reads them.
     *
     * @param identities values of Identity headers
     * @param from who calls, as presented; to whom, both as they are written
     */
    static TokenChain of(List<String> identities, String from, String to, Instant now, Duration freshness) {
        List<SignedPassport> tokens = new ArrayList<>();
        Set<String> faults = new LinkedHashSet<>();
        for (String identity : identities.subList(0, Math.min(MOST, identities.size()))) {
            read(identity, tokens, faults);
        }
        if (tokens.isEmpty()) {
            return faults.isEmpty()
                    ? new Unfit(
                            Fault.ABSENT, identities.isEmpty() ? "no token" : "no token of a kind that is understood")
                    : new Unfit(Fault.INVALID, String.join(", ", faults));
        }
        Optional<Party> caller = CanonicalNumber.of(from).map(Party.Telephone::new);
        Optional<Party> callee = CanonicalNumber.of(to).map(Party.Telephone::new);
        if (caller.isEmpty() || callee.isEmpty()) {
            return new Unfit(Fault.INVALID, "the call names no number that a token could be for");
        }
        List<SignedPassport> ofCaller = tokens.stream()
                .filter(token -> token.passport().from().equals(caller.get()))
                .toList();
        if (ofCaller.isEmpty()) {
            return new Unfit(Fault.INVALID, "signed for another caller");
        }
        List<SignedPassport> chain = chain(ofCaller, callee.get());
        if (chain.isEmpty()) {
            return new Unfit(Fault.INVALID, "signed for another number that was called");
        }
        return chain.stream().allMatch(token -> token.passport().freshAt(now, freshness))
                ? new Fits(chain)
                : new Unfit(Fault.STALE, "signed too long ago, or in the future");
    }

    private static void read(String identity, List<SignedPassport> tokens, Set<String> faults) {
        Optional<IdentityHeader> header = IdentityHeader.parse(identity);
        if (header.isEmpty()) {
            faults.add("malformed header");
            return;
        }
        switch (Token.read(header.get().token())) {
            case Token.Full(SignedPassport signed) -> {
                if (agrees(header.get(), signed.passport())) {
                    tokens.add(signed);
                } else {
                    faults.add("header and token name different certificates or kinds");
                }
            }
            case Token.Compact compact -> faults.add("a compact token, which providers do not use");
            case Token.Malformed(String why) -> faults.add(why);
            case Token.Unknown unknown -> {} // RFC 8224 6.2: as if it were not there
        }
    }

    private static boolean agrees(IdentityHeader header, Passport passport) {
        return header.info().equals(passport.certificate())
                && header.algorithm().orElse(SignedPassport.ES256).equals(SignedPassport.ES256)
                && (header.extension().isEmpty() || header.extension().equals(passport.extension()));
    }

    /** Backwards from whom we are asked for; each token is used once, so it ends. */
    private static List<SignedPassport> chain(List<SignedPassport> tokens, Party callee) {
        List<SignedPassport> chain = new ArrayList<>();
        Party target = callee;
        while (chain.size() <= MOST) {
            Party sought = target;
            List<SignedPassport> leading = tokens.stream()
                    .filter(token -> token.passport().to().contains(sought) && !chain.contains(token))
                    .toList();
            Optional<SignedPassport> origin = leading.stream()
                    .filter(token -> !(token.passport().kind() instanceof Kind.Diverted))
                    .findFirst();
            if (origin.isPresent()) {
                chain.addFirst(origin.get());
                return chain;
            }
            if (leading.isEmpty() || !(leading.getFirst().passport().kind() instanceof Kind.Diverted(Party before))) {
                return List.of();
            }
            chain.addFirst(leading.getFirst());
            target = before;
        }
        return List.of();
    }
}
