package org.ringfort.app.registrar;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.ringfort.app.registrar.CertificateAuthentication.Proof;
import org.ringfort.app.registrar.NonceCounts.Use;
import org.ringfort.kernel.secret.Secret;
import org.ringfort.protocol.sip.digest.Challenge;
import org.ringfort.protocol.sip.digest.Credentials;
import org.ringfort.protocol.sip.digest.DigestAlgorithm;
import org.ringfort.protocol.sip.digest.DigestResponse;
import org.ringfort.protocol.sip.digest.Nonces;
import org.ringfort.protocol.sip.digest.Nonces.Judged;

/**
 * Authentication of phones: by the certificate of the connection or by a token where there is one, else by digest.
 *
 * <p>A stranger learns nothing: a wrong password and an unknown user get the same answer after the same arithmetic, what is
 * offered depends on the request alone, and nothing is remembered before an answer was right. The account's floor is
 * enforced on the answer.
 *
 * @rfc 7616 3.4
 * @rfc 8760 2
 */
public final class Authenticator {
    private final Nonces nonces;
    private final NonceCounts counts;
    private final Accounts accounts;
    private final Witness witness;
    private final Guard guard;
    private final TokenAuthentication tokens;
    private final CertificateAuthentication certificates;

    Authenticator(
            Nonces nonces,
            NonceCounts counts,
            Accounts accounts,
            Witness witness,
            Guard guard,
            TokenAuthentication tokens,
            CertificateAuthentication certificates) {
        this.tokens = tokens;
        this.certificates = certificates;
        this.nonces = nonces;
        this.counts = counts;
        this.accounts = accounts;
        this.witness = witness;
        this.guard = guard;
    }

    /** Finds who may prove themselves. */
    @FunctionalInterface
    public interface Accounts {
        /** The device of that name in the realm as it stands now, if it may be used; takes as long for a name that nobody has. */
        Optional<Account> find(Realm realm, String authUsername);

        /**
         * What is known of it from a moment ago, at once; empty where nothing is, whoever has the name. Who is refused by this alone
         * hears so sooner than somebody with a name that nobody has, and learns from it: see {@link #find} before refusing.
         */
        default Optional<Account> remembered(Realm realm, String authUsername) {
            return Optional.empty();
        }

        /** The account as it was known last, for whom {@link #find} has failed; never blocks. */
        default Optional<Account> last(Realm realm, String authUsername) {
            return Optional.empty();
        }
    }

    /** Is told what a security officer wants to know. */
    public interface Witness {
        /** {@code aimedAt}: the device of that name, where there is one; never to be told to the requester. */
        void failed(Realm realm, Requester requester, String username, Optional<Account.Identity> aimedAt);

        /** Whatever the answer was: nobody of that name is heard from there. */
        void barred(Realm realm, Requester requester, Optional<Account.Identity> aimedAt);

        void belowFloor(Realm realm, Requester requester, Account.Identity who);

        /** An answer that was right once: used again, or for a Request-URI that it was not made for. */
        void replayed(Realm realm, Requester requester, Account.Identity who);

        /** A token that the tenant's issuer did not make, or not for us. */
        void wrongToken(Realm realm, Requester requester, String why, Optional<Account.Identity> aimedAt);

        /** A token that was good once. */
        void expired(Realm realm, Requester requester);

        /** A token that is good for something else. */
        void insufficient(Realm realm, Requester requester);

        /** A certificate that names a device of the realm, and does not prove it. */
        void wrongCertificate(Realm realm, Requester requester, String why, Optional<Account.Identity> aimedAt);

        /** A certificate that proved its device once. */
        void certificateOver(Realm realm, Requester requester, Optional<Account.Identity> aimedAt);

        /** A token that nobody can judge now. */
        void unjudged(Realm realm, Requester requester, String why);
    }

    /** Keeps those away who guess. Asked and told alike for names that exist and names that do not; never blocks. */
    public interface Guard {
        /** Whether a right answer is as good as a wrong one. */
        boolean bars(Realm realm, Requester requester, String username);

        /**
         * Somebody guessed; not told of a right answer whose nonce was stale, of a token whose time is over, and not of whom it bars.
         *
         * @param mark the same for the same guess sent again
         */
        void wrong(Realm realm, Requester requester, String username, String mark, Optional<Account.Identity> aimedAt);

        /** Somebody proved to be who they are. */
        void proved(Requester requester, String username, Account.Identity who);
    }

    /** Judges the request's credentials for {@code realm}; may block for the account. */
    public Authentication authenticate(Realm realm, Requester requester) {
        List<DigestAlgorithm> offered = ChallengeChoice.offered(realm.offerMd5(), requester.userAgent());
        Optional<Credentials.Digest> best = best(realm, requester);
        Optional<Proof> proof = certificates.look(realm, requester);
        Optional<Proof> own = proof.filter(it -> it.speaksFor(requester, best.map(Credentials.Digest::username)));
        if (own.isPresent()) {
            guard.proved(requester, own.get().authUsername(), own.get().who());
            return own.get().proved();
        }
        return tokens.authenticate(
                        realm, requester, error -> challenge(realm, requester, offered, false, Optional.of(error)))
                .or(() -> best.map(answer -> judge(realm, requester, answer, proof, offered)))
                .orElseGet(() -> challenge(realm, requester, offered, false));
    }

    private static Optional<Credentials.Digest> best(Realm realm, Requester requester) {
        return requester.credentials().stream()
                .filter(answer -> answer.realm().equals(realm.name()))
                .filter(answer -> acceptable(realm, answer.algorithm()))
                .min(Comparator.comparing(Credentials.Digest::algorithm));
    }

    /** Who needs a certificate and has none has nothing, whatever else is right. */
    private static boolean suffices(Account account, Optional<Proof> proof) {
        return !account.certificateRequired()
                || proof.filter(it ->
                                it.who().deviceId().equals(account.identity().deviceId()))
                        .isPresent();
    }

    private static boolean acceptable(Realm realm, DigestAlgorithm algorithm) {
        return algorithm == DigestAlgorithm.SHA_256 || (algorithm == DigestAlgorithm.MD5 && realm.offerMd5());
    }

    private Authentication judge(
            Realm realm,
            Requester requester,
            Credentials.Digest answer,
            Optional<Proof> proof,
            List<DigestAlgorithm> offered) {
        Judged judged = nonces.judge(answer.nonce(), realm.name());
        boolean barred = guard.bars(realm, requester, answer.username());
        Optional<Account> remembered = accounts.remembered(realm, answer.username());
        boolean done = right(remembered, requester, answer, proof) && !barred;
        Optional<Account> account = done ? remembered : find(realm, requester, answer, proof, barred);
        boolean right = right(account, requester, answer, proof);
        if (barred || !right) {
            refuse(realm, requester, answer, account.map(Account::identity), barred);
            return challenge(realm, requester, offered, false);
        }
        Account.Identity who = account.orElseThrow().identity();
        if (answer.algorithm().compareTo(account.orElseThrow().floor()) > 0) {
            witness.belowFloor(realm, requester, who);
            return new Authentication.Refused(403, "Stronger Authentication Required");
        }
        if (!ProvedUri.covers(answer.uri(), requester.requestUri(), realm.name())) {
            witness.replayed(realm, requester, who);
            return new Authentication.Refused(400, "Digest URI Is Not The Request-URI");
        }
        return switch (judged) {
            case Judged.Stale() -> challenge(realm, requester, offered, true);
            case Judged.Fresh fresh ->
                switch (use(fresh, requester, answer)) {
                    case FIRST, RETRANSMISSION -> {
                        guard.proved(requester, answer.username(), who);
                        yield account.orElseThrow().certificateRequired()
                                ? proof.orElseThrow().proved()
                                : new Authentication.Proved(who);
                    }
                    case FORGOTTEN -> challenge(realm, requester, offered, true);
                    case REPLAY -> {
                        witness.replayed(realm, requester, who);
                        yield challenge(realm, requester, offered, true);
                    }
                };
        };
    }

    /**
     * As it stands now. Where nobody can say, a right answer to what was known last is right; a wrong one is told what anybody is told of
     * whom nothing is known, and counts.
     */
    private Optional<Account> find(
            Realm realm, Requester requester, Credentials.Digest answer, Optional<Proof> proof, boolean barred) {
        try {
            return accounts.find(realm, answer.username());
        } catch (RuntimeException notNow) {
            Optional<Account> last = accounts.last(realm, answer.username());
            if (right(last, requester, answer, proof) && !barred) {
                return last;
            }
            if (last.isPresent()) {
                refuse(realm, requester, answer, last.map(Account::identity), barred);
            }
            throw notNow;
        }
    }

    /** Whether the account is proved; the same work for nobody. */
    private static boolean right(
            Optional<Account> account, Requester requester, Credentials.Digest answer, Optional<Proof> proof) {
        Secret ha1 = account.map(found -> found.ha1(answer.algorithm())).orElse(NOBODY);
        boolean fits = DigestResponse.verify(answer, ha1, requester.method());
        return fits
                && answer.qop().isPresent()
                && account.filter(it -> suffices(it, proof)).isPresent();
    }

    private void refuse(
            Realm realm,
            Requester requester,
            Credentials.Digest answer,
            Optional<Account.Identity> aimedAt,
            boolean barred) {
        if (barred) {
            witness.barred(realm, requester, aimedAt);
            return;
        }
        witness.failed(realm, requester, answer.username(), aimedAt);
        // A request that is sent again over UDP repeats all three.
        String mark = answer.nonce() + ' ' + answer.nc().orElse("") + ' ' + answer.response();
        guard.wrong(realm, requester, answer.username(), mark, aimedAt);
    }

    private Use use(Judged.Fresh fresh, Requester requester, Credentials.Digest answer) {
        return counts.use(
                answer.nonce(),
                fresh.issuedAt(),
                answer.nonceCount(),
                NonceCounts.Request.of(requester, answer.response()));
    }

    private Authentication challenge(Realm realm, Requester requester, List<DigestAlgorithm> offered, boolean stale) {
        return challenge(realm, requester, offered, stale, Optional.empty());
    }

    private Authentication challenge(
            Realm realm,
            Requester requester,
            List<DigestAlgorithm> offered,
            boolean stale,
            Optional<String> tokenError) {
        String nonce = nonces.issue(realm.name());
        return new Authentication.Challenged(
                offered.stream()
                        .map(algorithm ->
                                Challenge.Digest.auth(algorithm, realm.name(), nonce, Optional.empty(), stale))
                        .toList(),
                tokens.challenge(realm, requester, tokenError));
    }

    /** The HA1 of nobody: no password hashes to it, since it is no hexadecimal text. */
    private static final Secret NOBODY =
            Secret.ofText("nobody-nobody-nobody-nobody-nobody-nobody-nobody-nobody-nobody-x");
}
