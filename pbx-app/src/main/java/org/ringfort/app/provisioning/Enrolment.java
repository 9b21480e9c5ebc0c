package org.ringfort.app.provisioning;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.ringfort.app.certificates.DeviceAuthorities;
import org.ringfort.app.certificates.DeviceCertificate;
import org.ringfort.app.certificates.DeviceCertificates;
import org.ringfort.app.defence.AccountName;
import org.ringfort.app.defence.Defence;
import org.ringfort.app.defence.WrongAnswer;
import org.ringfort.app.extensions.DeviceFacts;
import org.ringfort.app.extensions.DeviceId;
import org.ringfort.app.extensions.Extensions;
import org.ringfort.app.platform.access.Actor;
import org.ringfort.app.platform.access.Actors;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.app.provisioning.EnrolmentPasswords.Verdict;
import org.ringfort.app.tenants.Tenant;
import org.ringfort.app.tenants.Tenants;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.secret.Secret;
import org.springframework.stereotype.Service;

/**
 * Devices that ask for certificates by themselves.
 *
 * <p>Two steps, so that nothing is read of a stranger's request: first who asks, by a password or by the certificate of the connection; then
 * what for. The tenant is named by its identity, which is random: who does not know it cannot find out which tenants there are, and who
 * does finds no devices, since all that is wrong is refused alike.
 */
@Service
public class Enrolment {
    private final EnrolmentPasswords passwords;
    private final DeviceCertificates certificates;
    private final DeviceAuthorities authorities;
    private final Extensions extensions;
    private final Tenants tenants;
    private final TenantTransactions transactions;
    private final Defence defence;
    private final EnrolmentWitness witness;
    private final Clock clock;

    @SuppressWarnings("TooManyParameters")
    Enrolment(
            EnrolmentPasswords passwords,
            DeviceCertificates certificates,
            DeviceAuthorities authorities,
            Extensions extensions,
            Tenants tenants,
            TenantTransactions transactions,
            Defence defence,
            EnrolmentWitness witness,
            Clock clock) {
        this.passwords = passwords;
        this.certificates = certificates;
        this.authorities = authorities;
        this.extensions = extensions;
        this.tenants = tenants;
        this.transactions = transactions;
        this.defence = defence;
        this.witness = witness;
        this.clock = clock;
    }

    /** A device that has proved itself, and by what it may have a certificate. */
    public sealed interface Proved {
        /** The device. */
        DeviceFacts who();

        /** By a password for this one time. */
        record ByPassword(DeviceFacts who, String address, Secret password) implements Proved {}

        /** By its certificate. */
        record ByCertificate(DeviceFacts who, String address, DeviceCertificate present) implements Proved {}
    }

    /** The certificate of a tenant's authority, in DER; empty where there is no such tenant, or its authority was never asked for. */
    public Optional<byte[]> authority(TenantId tenant) {
        return tenants.lookUp(tenant).filter(Tenant::enabled).flatMap(it -> authorities.made(it.id()));
    }

    /**
     * Who asks, by the password that an administrator has ordered for the device; empty where it is wrong or nobody's.
     *
     * @param address of the client
     * @param username the device's authentication name; a claim
     */
    public Optional<Proved> byPassword(TenantId label, String address, String username, Secret password) {
        Optional<Tenant> tenant = tenants.lookUp(label).filter(Tenant::enabled);
        Optional<DeviceFacts> device =
                extensions.deviceByAuthUsernameNow(label, username).filter(DeviceFacts::usable);
        if (tenant.filter(it -> defence.bars(address, new AccountName(it.realm(), username)))
                .isPresent()) {
            witness.refused(label, address, "banned", device);
            return Optional.empty();
        }
        DeviceId aimedAt = device.map(DeviceFacts::id).orElseGet(DeviceId::next);
        Verdict verdict =
                Actors.call(Actor.stranger(username, label, address), () -> passwords.tried(label, aimedAt, password));
        if (tenant.isPresent() && device.isPresent() && verdict != Verdict.WRONG) {
            if (verdict == Verdict.RIGHT) {
                return device.map(who -> new Proved.ByPassword(who, address, password));
            }
            // Who knows it guesses nothing: a phone that keeps it in its settings bans nobody.
            witness.refused(label, address, "enrolment password is over", device);
            return Optional.empty();
        }
        witness.refused(tenant.map(Tenant::id).orElse(null), address, "wrong enrolment password", device);
        tenant.ifPresent(it -> wrong(it, address, username, "enrolment " + EnrolmentPasswords.mark(password), device));
        return Optional.empty();
    }

    /**
     * Who asks, by the certificate whose key the connection has proved; empty where this tenant has not issued it, or it is good no more.
     *
     * @param der the certificate
     */
    public Optional<Proved> byCertificate(TenantId label, String address, byte[] der) {
        String sha256 = DeviceCertificates.fingerprint(der);
        Optional<Tenant> tenant = tenants.lookUp(label).filter(Tenant::enabled);
        Optional<DeviceCertificate> shown = certificates.byFingerprint(label, sha256);
        Optional<DeviceFacts> device =
                shown.flatMap(it -> extensions.device(label, it.device())).filter(DeviceFacts::usable);
        if (tenant.isEmpty() || shown.isEmpty() || device.isEmpty()) {
            // Phones come with certificates of their makers: that counts for nothing.
            witness.refused(tenant.map(Tenant::id).orElse(null), address, "certificate: not issued here", device);
            return Optional.empty();
        }
        DeviceCertificate present = shown.get();
        String username = device.get().authUsername();
        boolean barred = defence.bars(address, new AccountName(tenant.get().realm(), username));
        if (!barred && present.isGoodAt(clock.instant())) {
            return device.map(who -> new Proved.ByCertificate(who, address, present));
        }
        boolean revoked = present.revokedAt().isPresent();
        witness.refused(
                label, address, barred ? "banned" : revoked ? "certificate: revoked" : "certificate: over", device);
        if (revoked && !barred) {
            wrong(tenant.get(), address, username, "certificate " + sha256, device);
        }
        return Optional.empty();
    }

    /**
     * The certificate for who has proved to be a device, in DER; empty where its password or certificate is good no more. A request that is
     * not good costs no password.
     *
     * @param request PKCS #10, in DER, from outside
     * @throws org.ringfort.app.platform.rest.Problem where the request is not good, or the device has too many certificates
     */
    public Optional<byte[]> certificate(Proved proved, byte[] request) {
        return switch (proved) {
            case Proved.ByPassword by ->
                as(by.who(), by.address(), () -> {
                    boolean first = passwords.use(by.who().tenant(), by.who().id(), by.password());
                    return first
                            ? Optional.of(certificates.enrol(
                                    by.who().extension(), by.who().id(), request))
                            : Optional.empty();
                });
            case Proved.ByCertificate by ->
                as(by.who(), by.address(), () -> certificates.renew(by.who().extension(), by.present(), request));
        };
    }

    /** In the device's name, so that the audit trail says who it was. */
    private Optional<byte[]> as(DeviceFacts who, String address, Supplier<Optional<byte[]>> work) {
        var actor = new Actor(
                Actor.Kind.DEVICE,
                who.id().value(),
                who.authUsername(),
                who.tenant(),
                Set.of(),
                Optional.of(who.number()),
                address);
        Optional<byte[]> issued = Actors.call(actor, () -> transactions.in(who.tenant(), work));
        issued.ifPresent(_ -> defence.proved(address, who.tenant(), who.authUsername(), who.number()));
        return issued;
    }

    /** One that is sent again and again counts once: a phone that was set up wrongly bans nobody. */
    private void wrong(Tenant tenant, String address, String username, String mark, Optional<DeviceFacts> aimedAt) {
        defence.wrong(new WrongAnswer(
                address,
                tenant.id(),
                new AccountName(tenant.realm(), username),
                mark,
                aimedAt.map(DeviceFacts::number)));
    }
}
