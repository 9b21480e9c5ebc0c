package org.ringfort.app.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.audit.AuditEntry;
import org.ringfort.app.identity.store.AdministratorStore;
import org.ringfort.app.keys.Envelope;
import org.ringfort.app.platform.access.Actor;
import org.ringfort.app.platform.access.Actors;
import org.ringfort.app.platform.access.PermissionTable;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.app.tenants.Tenant;
import org.ringfort.app.tenants.Tenants;
import org.ringfort.kernel.secret.Secret;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * The steps of signing in: password, then second factor or its enrolment. Keeps nothing between them; the session does.
 *
 * <p>A wrong name and a wrong password cost the same time and get the same answer. Every failure of a known account is
 * audited with its address; a stranger's guess at a name leaves a log line and a count, nothing more.
 */
@Service
public class SignIn {
    private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);
    private static final int RECOVERY_CODES = 10;
    private static final int RECOVERY_BYTES = 10;

    private final AdministratorStore store;
    private final Passwords passwords;
    private final SignInThrottle throttle;
    private final Envelope envelope;
    private final Tenants tenants;
    private final TenantTransactions transactions;
    private final Audit audit;
    private final SecureRandom random;
    private final Clock clock;

    @SuppressWarnings("TooManyParameters")
    SignIn(
            AdministratorStore store,
            Passwords passwords,
            SignInThrottle throttle,
            Envelope envelope,
            Tenants tenants,
            TenantTransactions transactions,
            Audit audit,
            SecureRandom random,
            Clock clock) {
        this.store = store;
        this.passwords = passwords;
        this.throttle = throttle;
        this.envelope = envelope;
        this.tenants = tenants;
        this.transactions = transactions;
        this.audit = audit;
        this.random = random;
        this.clock = clock;
    }

    /** A second factor that is not confirmed yet. */
    public record Enrolment(Secret secret, String uri) {}

    /** Somebody as known now: enabled, and their tenant too. */
    public Optional<Administrator> known(UUID id) {
        return transactions
                .separately(TenantScope.PLATFORM, () -> store.byId(id))
                .filter(Administrator::enabled)
                .filter(this::homeIsOpen);
    }

    /** First step. */
    public Administrator password(String username, Secret password, String address) {
        String name = username.toLowerCase(Locale.ROOT).strip();
        throttle.admit(name, address);
        Optional<Administrator> found = transactions.separately(TenantScope.PLATFORM, () -> store.byUsername(name));
        boolean right = false;
        if (found.isPresent()) {
            right = passwords.matches(password, secrets(found.get()).passwordHash());
        } else {
            passwords.matchNobody(password);
        }
        if (found.isEmpty() || !right || !found.get().enabled() || !homeIsOpen(found.get())) {
            throttle.failed(name, address);
            refused(found.orElse(null), "password", address);
            throw new Problem(401, "sign-in-refused", "The name or the password is wrong.", List.of());
        }
        throttle.succeeded(name, address);
        return found.get();
    }

    /** Second step, with a code of the authenticator. */
    public Administrator totp(Administrator who, String code, String address) {
        String account = "totp " + who.id();
        throttle.admit(account, address);
        AdministratorStore.Secrets secrets = secrets(who);
        Secret secret = secrets.totpSecret()
                .map(box -> envelope.open(who.home(), box, context(who)))
                .orElseThrow(Problem::forbidden);
        OptionalLong step = Totp.verify(secret, code.strip(), clock.instant(), secrets.totpLastStep());
        boolean used = step.isPresent()
                && transactions.separately(who.home(), () -> store.useStep(who.id(), step.getAsLong()));
        return second(who, used, "totp", account, address);
    }

    /** Second step, with one of the recovery codes. */
    public Administrator recovery(Administrator who, String code, String address) {
        String account = "totp " + who.id();
        throttle.admit(account, address);
        boolean used =
                transactions.separately(who.home(), () -> store.useRecoveryCode(who.id(), recoveryHash(who, code)));
        return second(who, used, "recovery-code", account, address);
    }

    /** Makes a secret for an authenticator; it counts once {@link #confirm} has seen a code of it. */
    public Enrolment enrol(Administrator who) {
        byte[] secret = new byte[Totp.SECRET_BYTES];
        random.nextBytes(secret);
        String base32 = Totp.base32(secret);
        String uri = "otpauth://totp/Ringfort:" + percent(who.username()) + "?secret=" + base32
                + "&issuer=Ringfort&algorithm=SHA1&digits=6&period=" + Totp.STEP_SECONDS;
        return new Enrolment(Secret.of(secret), uri);
    }

    /** Sets the second factor up, and gives the recovery codes, which are seen once. */
    public List<Secret> confirm(Administrator who, Secret secret, String code, String address) {
        String account = "totp " + who.id();
        throttle.admit(account, address);
        OptionalLong step = Totp.verify(secret, code.strip(), clock.instant(), 0);
        if (step.isEmpty()) {
            throttle.failed(account, address);
            throw Problem.invalid("code", "wrong", "This is not the code that the authenticator shows now.");
        }
        byte[] sealed = envelope.seal(who.home(), secret, context(who));
        return Actors.call(
                actor(who, address),
                () -> transactions.separately(who.home(), () -> {
                    store.enrol(who.id(), sealed);
                    store.useStep(who.id(), step.getAsLong());
                    List<Secret> codes = new ArrayList<>();
                    List<byte[]> hashes = new ArrayList<>();
                    for (int i = 0; i < RECOVERY_CODES; i++) {
                        byte[] octets = new byte[RECOVERY_BYTES];
                        random.nextBytes(octets);
                        String text =
                                Totp.base32(octets).toLowerCase(Locale.ROOT).replaceAll("(.{4})(?=.)", "$1-");
                        codes.add(Secret.ofText(text));
                        hashes.add(recoveryHash(who, text));
                    }
                    store.recoveryCodes(who.home(), who.id(), hashes);
                    store.signedIn(who.id());
                    audit.record(AuditEntry.of(Events.SECOND_FACTOR_ENROLLED, "administrator", who.id(), null));
                    audit.record(AuditEntry.of(Events.SIGN_IN_SUCCEEDED, "administrator", who.id(), null));
                    return codes;
                }));
    }

    /** Changes one's own password; all one's other sessions end. */
    public Administrator changePassword(Administrator who, Secret current, Secret replacement, String address) {
        throttle.admit(who.username(), address);
        if (!passwords.matches(current, secrets(who).passwordHash())) {
            throttle.failed(who.username(), address);
            throw Problem.invalid("current", "wrong", "This is not your password.");
        }
        if (current.equals(replacement)) {
            throw Problem.invalid("replacement", "same", "Choose another password than the one you have.");
        }
        List<String> own = new ArrayList<>(List.of(who.username(), who.displayName()));
        tenant(who).ifPresent(tenant -> own.addAll(List.of(tenant.name(), tenant.domain())));
        passwords.check("replacement", replacement, own);
        String hash = passwords.hash(replacement);
        return transactions.separately(who.home(), () -> {
            audit.record(AuditEntry.of(Events.PASSWORD_CHANGED, "administrator", who.id(), null));
            return store.password(who.id(), hash, false);
        });
    }

    /** Somebody as an actor, with all that their role allows. */
    public Actor actor(Administrator who, String address) {
        return new Actor(
                Actor.Kind.ADMINISTRATOR,
                who.id(),
                who.username(),
                who.home(),
                PermissionTable.of(who.role()),
                who.extension(),
                address);
    }

    /** The tenant of somebody; empty for the platform's own. */
    public Optional<Tenant> tenant(Administrator who) {
        return who.home().equals(TenantScope.PLATFORM) ? Optional.empty() : tenants.lookUp(who.home());
    }

    /** Tells the trail that somebody went. */
    public void signedOut(Administrator who) {
        transactions.run(
                who.home(), () -> audit.record(AuditEntry.of(Events.SIGN_OUT, "administrator", who.id(), null)));
    }

    private Administrator second(Administrator who, boolean right, String factor, String account, String address) {
        if (!right) {
            throttle.failed(account, address);
            refused(who, factor, address);
            throw Problem.invalid("code", "wrong", "This code is wrong, or was used already.");
        }
        throttle.succeeded(account, address);
        return Actors.call(
                actor(who, address),
                () -> transactions.separately(who.home(), () -> {
                    record Facts(String factor) {}
                    audit.record(AuditEntry.of(Events.SIGN_IN_SUCCEEDED, "administrator", who.id(), new Facts(factor)));
                    return store.signedIn(who.id());
                }));
    }

    private void refused(@Nullable Administrator who, String factor, String address) {
        if (who == null) {
            LOG.atWarn()
                    .addKeyValue(Fields.EVENT_ACTION, Events.SIGN_IN_FAILED)
                    .addKeyValue(Fields.SOURCE_IP, address)
                    .log("Somebody gave a sign-in name that nobody has");
            return;
        }
        record Facts(String factor) {}
        Actors.call(Actor.stranger(who.username(), who.home(), address), () -> {
            audit.recordSeparately(
                    who.home(), AuditEntry.of(Events.SIGN_IN_FAILED, "administrator", who.id(), new Facts(factor)));
            return true;
        });
    }

    private boolean homeIsOpen(Administrator who) {
        return who.home().equals(TenantScope.PLATFORM)
                || tenants.lookUp(who.home()).filter(Tenant::enabled).isPresent();
    }

    private AdministratorStore.Secrets secrets(Administrator who) {
        return transactions.separately(who.home(), () -> store.secrets(who.id()));
    }

    static String context(Administrator who) {
        return "administrator:" + who.id() + ":totp";
    }

    /** 80 random bits need no slow hash; the identity keeps equal codes of two people apart. */
    private static byte[] recoveryHash(Administrator who, String code) {
        String text = code.toLowerCase(Locale.ROOT).replaceAll("[^a-z2-7]", "");
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest((who.id() + ":" + text).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static String percent(String text) {
        return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
