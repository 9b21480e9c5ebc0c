package org.ringfort.app.attestation;

import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.ringfort.protocol.sip.identity.Passport;
import org.ringfort.protocol.sip.identity.Passport.Kind;
import org.ringfort.protocol.sip.identity.Passport.Party;
import org.ringfort.protocol.sip.identity.SignedPassport;

/**
 * Verifies what the Identity headers of a call say. First what can be told without asking anybody; certificates are fetched for
 * tokens that fit the call alone, all at once, and waited for no longer than {@code patience}.
 *
 * @rfc 8224 6.2
 * @rfc 8588 7
 * @rfc 8946 4.2
 */
public final class Verification {
    private static final Pattern E164 = Pattern.compile("[1-9][0-9]{6,14}");

    private final SignerCertificates certificates;
    private final Set<TrustAnchor> authorities;
    private final AttestationSettings settings;
    private final Clock clock;

    Verification(
            SignerCertificates certificates, Set<TrustAnchor> authorities, AttestationSettings settings, Clock clock) {
        this.certificates = certificates;
        this.authorities = Set.copyOf(authorities);
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Blocks, for a virtual thread.
     *
     * @param identities values of Identity headers, as they came
     * @param from the number that calls, as presented
     * @param to the number that is called, in E.164
     */
    public Verdict verify(List<String> identities, String from, String to) {
        return switch (TokenChain.of(identities, from, to, clock.instant(), settings.freshness())) {
            case TokenChain.Unfit(Fault fault, String why) -> new Verdict.Doubtful(fault, why);
            case TokenChain.Fits fits -> verify(fits);
        };
    }

    /** A token, and the certificates of whoever has signed it. */
    private record Asked(SignedPassport token, CompletableFuture<List<X509Certificate>> certificates) {
        Asked(TokenChain.Link link, SignerCertificates certificates) {
            this(link.signed(), certificates.at(link.passport().certificate()));
        }
    }

    private Verdict verify(TokenChain.Fits fits) {
        List<Asked> asked =
                fits.links().stream().map(link -> new Asked(link, certificates)).toList();
        long deadline = System.nanoTime() + settings.patience().toNanos();
        String signer = "";
        for (Asked one : asked) {
            List<X509Certificate> chain;
            try {
                chain = one.certificates().get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (ExecutionException failed) {
                return new Verdict.Doubtful(Fault.UNREACHABLE, "certificate: " + words(failed));
            } catch (TimeoutException late) {
                return new Verdict.Doubtful(Fault.UNREACHABLE, "certificate: not there in time");
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return new Verdict.Doubtful(Fault.UNREACHABLE, "interrupted");
            }
            Optional<Verdict> doubt = doubt(one.token(), chain);
            if (doubt.isPresent()) {
                return doubt.get();
            }
            signer = signer.isEmpty() ? name(chain.getFirst()) : signer;
        }
        return vouched(fits, signer);
    }

    private Optional<Verdict> doubt(SignedPassport token, List<X509Certificate> chain) {
        Optional<ECPublicKey> key = SignerCertificate.key(chain, authorities, clock.instant());
        if (key.isEmpty()) {
            return Optional.of(new Verdict.Doubtful(Fault.UNTRUSTED, "signed by nobody who is believed"));
        }
        if (!(speaksFor(token.passport()) instanceof Party.Telephone(String digits))
                || !NumberAuthority.covers(chain.getFirst(), digits)) {
            return Optional.of(new Verdict.Doubtful(Fault.UNTRUSTED, "the signer has no say over this number"));
        }
        return token.signedBy(key.get())
                ? Optional.empty()
                : Optional.of(new Verdict.Doubtful(Fault.INVALID, "the signature is wrong"));
    }

    /** Whose word it is: the caller's provider's, or that of whoever sent the call on. */
    private static Party speaksFor(Passport passport) {
        return passport.kind() instanceof Kind.Diverted(Party before) ? before : passport.from();
    }

    private static Verdict vouched(TokenChain.Fits fits, String signer) {
        int diversions = fits.links().size() - 1;
        String why = "signed by " + signer
                + switch (diversions) {
                    case 0 -> "";
                    case 1 -> ", diverted once";
                    default -> ", diverted " + diversions + " times";
                };
        return fits.first().kind() instanceof Kind.Shaken(var level, var origin)
                ? new Verdict.Vouched(Optional.of(level), Optional.of(origin), why, proof(fits))
                : new Verdict.Vouched(Optional.empty(), Optional.empty(), why, proof(fits));
    }

    private static Verdict.Proof proof(TokenChain.Fits fits) {
        List<TokenChain.Link> links = fits.links();
        return new Verdict.Proof(
                links.stream().map(link -> link.header().text()).toList(),
                links.stream()
                        .flatMap(link -> link.before().stream())
                        .map(Verification::written)
                        .toList(),
                links.stream()
                        .flatMap(link -> link.passport().to().stream())
                        .map(Verification::token)
                        .toList(),
                links.stream()
                        .map(link -> link.passport().issuedAt())
                        .min(Comparator.naturalOrder())
                        .orElseThrow());
    }

    private static String token(Party party) {
        return switch (party) {
            case Party.Telephone(String digits) -> digits;
            case Party.Address(String uri) -> uri;
        };
    }

    /** As records have numbers. Only numbers are diverted from in what is believed: a signer has a say over nothing else. */
    private static String written(Party party) {
        String token = token(party);
        return E164.matcher(token).matches() ? '+' + token : token;
    }

    /** Printable and short: it is the signer's own word, though an authority has seen it. */
    private static String name(X509Certificate certificate) {
        String name = certificate.getSubjectX500Principal().getName().replaceAll("[^\\x20-\\x7e]", "?");
        return name.length() <= 120 ? name : name.substring(0, 120);
    }

    /** Our own words as they are; of another's failure nothing but its kind. */
    private static String words(ExecutionException failed) {
        Throwable failure = failed.getCause() == null ? failed : failed.getCause();
        String said = failure.getMessage();
        return failure.getClass().equals(java.io.IOException.class) && said != null
                ? said
                : failure.getClass().getSimpleName();
    }
}
