package org.ringfort.app.trunks;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ringfort.kernel.id.TenantId;

/**
 * One way of a tenant into the public network, without its password.
 *
 * @param enabled false: no call goes through it
 * @param priority lower ones are tried first, 0 to 65535
 * @param gateways 1 to 20
 * @param account for carriers that want digest credentials
 * @param passwordSet whether there is a password for the account
 * @param exception set if and only if calls may go without TLS and SRTP
 * @param authorities who may sign the gateways' certificates, PEM; empty: those that the edge trusts
 * @param callerNumber whom the carrier sees calling where the extension that calls has no number of its own, E.164; empty: nobody
 *     is named
 * @param numbers whom one may call through it
 * @param inward by what its calls are known when they come in; empty: none come in
 * @param checkSeconds how often its gateways are asked whether they are there: 10 to 3,600; 0: never
 * @param identity what it does about signed caller identity
 * @param registers whether its account is registered with the carrier, so that this knows where to send calls
 * @param outward how its calls go out
 * @param ownCertificate name of the edges' certificate that its gateways are shown; empty: none. Only the platform sets it
 * @param version for the entity tag
 */
public record Trunk(
        TrunkId id,
        TenantId tenant,
        String name,
        boolean enabled,
        int priority,
        List<Gateway> gateways,
        Optional<TrunkAccount> account,
        boolean passwordSet,
        Optional<ClearMedia> exception,
        String authorities,
        String callerNumber,
        NumberRules numbers,
        Capacity capacity,
        Optional<Inward> inward,
        int checkSeconds,
        IdentityRules identity,
        boolean registers,
        Outward outward,
        String ownCertificate,
        long version,
        Instant createdAt) {
    public Trunk {
        gateways = List.copyOf(gateways);
    }

    /** Whether calls may go through it now: an exception that has ended closes it, it never makes it less safe. */
    public boolean usableAt(Instant now) {
        return enabled && exception.map(clear -> now.isBefore(clear.until())).orElse(true);
    }
}
