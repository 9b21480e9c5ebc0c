package org.ringfort.app.attestation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
 * are asked for. Of a call that was diverted, the first token is for whom was called first, and each {@code div} token tells one
 * step more. In which order the headers stand says nothing. All {@code div} tokens of a call make one chain, without a fork or a
 * circle and with none left over; where they do not, nothing of them is believed, nor what stands beside them. Pure.
 *
 * @rfc 8224 6.2
 * @rfc 8946 4.2
 */
sealed interface TokenChain {
    /** More tokens of the kinds that are understood are not looked at. */
    int MOST = 4;
    /** Nor more headers, whatever is in them: others put tokens of their own kinds beside these. */
    int MOST_HEADERS = 8;

    /**
     * A token, as it came.
     *
     * @param header around it
     */
    record Link(IdentityHeader header, SignedPassport signed) {
        Passport passport() {
            return signed.passport();
        }

        /** Whom the call was for before; empty of the first one. */
        Optional<Party> before() {
            return passport().kind() instanceof Kind.Diverted(Party before) ? Optional.of(before) : Optional.empty();
        }
    }

    /**
     * Tokens that fit the call, the first one first; whether they are true is for the signatures to say.
     *
     * @param links at least one, the first no {@code div}
     */
    record Fits(List<Link> links) implements TokenChain {
        public Fits {
            links = List.copyOf(links);
        }

        Passport first() {
            return links.getFirst().passport();
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
        List<Link> links = new ArrayList<>();
        Set<String> faults = new LinkedHashSet<>();
        for (String identity : identities.subList(0, Math.min(MOST_HEADERS, identities.size()))) {
            if (links.size() < MOST) {
                read(identity, links, faults);
            }
        }
        if (links.isEmpty()) {
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
        return switch (chain(links, caller.get(), callee.get())) {
            case Unfit unfit -> unfit;
            case Fits fits ->
                fits.links().stream().allMatch(link -> link.passport().freshAt(now, freshness))
                        ? fits
                        : new Unfit(Fault.STALE, "signed too long ago, or in the future");
        };
    }

    private static void read(String identity, List<Link> links, Set<String> faults) {
        Optional<IdentityHeader> header = IdentityHeader.parse(identity);
        if (header.isEmpty()) {
            faults.add("malformed header");
            return;
        }
        switch (Token.read(header.get().token())) {
            case Token.Full(SignedPassport signed) -> {
                if (agrees(header.get(), signed.passport())) {
                    links.add(new Link(header.get(), signed));
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

    private static TokenChain chain(List<Link> links, Party caller, Party callee) {
        List<Link> diversions =
                links.stream().filter(link -> link.before().isPresent()).toList();
        List<Link> origins = links.stream()
                .filter(link ->
                        link.before().isEmpty() && link.passport().from().equals(caller))
                .toList();
        if (origins.isEmpty()) {
            return new Unfit(
                    Fault.INVALID,
                    diversions.size() == links.size()
                            ? "diverted by somebody, signed by nobody"
                            : "signed for another caller");
        }
        if (diversions.stream().anyMatch(link -> !link.passport().from().equals(caller))) {
            return new Unfit(Fault.INVALID, "a diversion is of another caller");
        }
        Map<Party, Link> ways = new HashMap<>();
        for (Link link : diversions) {
            if (link.passport().to().size() != 1
                    || ways.put(link.passport().to().getFirst(), link) != null) {
                return new Unfit(Fault.INVALID, "a diversion forks");
            }
        }
        return backwards(origins, ways, callee);
    }

    /** From whom we are asked for to whom was called first; each way is taken once, so it ends. */
    private static TokenChain backwards(List<Link> origins, Map<Party, Link> ways, Party callee) {
        List<Link> chain = new ArrayList<>();
        Set<Party> been = new HashSet<>();
        Party target = callee;
        for (Link way = ways.remove(target); way != null; way = ways.remove(target)) {
            chain.addFirst(way);
            been.add(target);
            target = way.before().orElseThrow();
            if (been.contains(target)) {
                return new Unfit(Fault.INVALID, "the diversions lead in a circle");
            }
        }
        if (!ways.isEmpty()) {
            return new Unfit(Fault.INVALID, "a diversion leads elsewhere");
        }
        Party called = target;
        Optional<Link> first = origins.stream()
                .filter(link -> link.passport().to().contains(called))
                .findFirst();
        if (first.isEmpty()) {
            return new Unfit(
                    Fault.INVALID,
                    chain.isEmpty()
                            ? "signed for another number that was called"
                            : "the diversions do not begin where the call was signed to");
        }
        chain.addFirst(first.get());
        return new Fits(chain);
    }
}
