package org.ringfort.app.registrar;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.ringfort.protocol.sip.address.SipUri;

/**
 * Authentication of phones by the certificate of their connection, which their tenant's authority has issued.
 *
 * <p>What a certificate says is a claim until its fingerprint is found among those that the tenant has issued to that very device, where
 * its row also says whether it is revoked and when it ends: it is looked at anew for each request. One that names nobody of this realm
 * says nothing, and does no harm: phones come with certificates of their makers. One that names a device of ours and was not issued to it,
 * or was revoked, counts like a wrong password, once however often it is shown. One whose time is over counts for nothing: every
 * certificate comes to that.
 *
 * @rfc 5922 7.1
 */
final class CertificateAuthentication {
    private static final String OVER = "not within its time";

    private static final Pattern EXTENSION = Pattern.compile("[0-9]{2,8}");

    /** What a tenant has issued. */
    @FunctionalInterface
    interface Issued {
        /** Empty: nothing under that fingerprint. May block for the database. */
        Optional<Standing> find(Realm realm, String sha256);
    }

    /** @param device whose it is */
    record Standing(UUID device, Instant notBefore, Instant notAfter, boolean revoked) {}

    /**
     * A device that its connection proves.
     *
     * @param authUsername the name that it would answer a challenge under
     */
    record Proof(Account.Identity who, String authUsername, Instant until) {
        /**
         * Whether the request is this device's: several accounts may share a connection, and another one has to prove itself.
         *
         * @param answered the name that the request answers a challenge under, if it does
         */
        boolean speaksFor(Requester requester, Optional<String> answered) {
            boolean namesOther = EXTENSION.matcher(requester.fromUser()).matches()
                    && !requester.fromUser().equals(who.extension());
            return !namesOther
                    && answered.filter(name -> !name.equals(authUsername)).isEmpty();
        }

        Authentication.Proved proved() {
            return new Authentication.Proved(who, until, "CN=" + authUsername);
        }
    }

    private final Issued issued;
    private final Authenticator.Accounts accounts;
    private final Authenticator.Witness witness;
    private final Authenticator.Guard guard;
    private final Clock clock;

    CertificateAuthentication(
            Issued issued,
            Authenticator.Accounts accounts,
            Authenticator.Witness witness,
            Authenticator.Guard guard,
            Clock clock) {
        this.issued = issued;
        this.accounts = accounts;
        this.witness = witness;
        this.guard = guard;
        this.clock = clock;
    }

    /** Whom the request's connection proves in this realm; empty where nobody. */
    Optional<Proof> look(Realm realm, Requester requester) {
        return requester
                .source()
                .shown()
                .flatMap(shown -> shown.uris().stream()
                        .flatMap(uri -> claimed(uri, realm).stream())
                        .findFirst()
                        .flatMap(name -> judge(realm, requester, shown, name)));
    }

    /** The user of a URI that names somebody of this realm. */
    private static Optional<String> claimed(String uri, Realm realm) {
        return SipUri.parse(uri)
                .filter(it -> !it.userText().isEmpty() && it.host().text().equalsIgnoreCase(realm.name()))
                .map(SipUri::userText);
    }

    private Optional<Proof> judge(Realm realm, Requester requester, Requester.Shown shown, String name) {
        Optional<Standing> found = issued.find(realm, shown.sha256());
        boolean barred = guard.bars(realm, requester, name);
        Optional<Account.Identity> remembered = accounts.remembered(realm, name).map(Account::identity);
        boolean done = !barred
                && standing(remembered, found).filter(it -> fault(it).isEmpty()).isPresent();
        // Looked for whoever is named: who made it up is not to learn by the time which names there are.
        Optional<Account.Identity> aimedAt = done ? remembered : find(realm, name, found);
        Optional<Standing> standing = standing(aimedAt, found);
        String fault = standing.map(this::fault).orElse("not issued to a device of that name");
        if (fault.equals(OVER)) {
            witness.certificateOver(realm, requester, aimedAt);
            return Optional.empty();
        }
        if (barred) {
            witness.barred(realm, requester, aimedAt);
            return Optional.empty();
        }
        if (!fault.isEmpty()) {
            witness.wrongCertificate(realm, requester, fault, aimedAt);
            guard.wrong(realm, requester, name, "certificate " + shown.sha256(), aimedAt);
            return Optional.empty();
        }
        return Optional.of(
                new Proof(aimedAt.orElseThrow(), name, standing.orElseThrow().notAfter()));
    }

    /** As it stands now; where nobody can say, as it was known last, if the certificate is good for that. */
    private Optional<Account.Identity> find(Realm realm, String name, Optional<Standing> found) {
        try {
            return accounts.find(realm, name).map(Account::identity);
        } catch (RuntimeException notNow) {
            Optional<Account.Identity> last = accounts.last(realm, name).map(Account::identity);
            if (standing(last, found).filter(it -> fault(it).isEmpty()).isPresent()) {
                return last;
            }
            throw notNow;
        }
    }

    private static Optional<Standing> standing(Optional<Account.Identity> who, Optional<Standing> found) {
        return who.flatMap(it -> found.filter(issued -> issued.device().equals(it.deviceId())));
    }

    private String fault(Standing standing) {
        Instant now = clock.instant();
        if (standing.revoked()) {
            return "revoked";
        }
        return now.isBefore(standing.notBefore()) || !now.isBefore(standing.notAfter()) ? OVER : "";
    }
}
