package org.ringfort.edge.admission;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.ringfort.edge.transport.Flow;
import org.ringfort.edge.transport.SourcePrefix;
import org.ringfort.edge.transport.TransportKind;
import org.ringfort.protocol.sip.SipRequest;

/**
 * Who has proved himself: flows, the addresses they came from, and the allowances of accounts and domains. Only authenticated
 * requests put something in here, and all of it is capped; who finds no room stays a stranger. Any thread.
 */
final class Acquaintances {
    /** Longer than any registration lasts. */
    private static final Duration FLOW_KEPT = Duration.ofMinutes(65);

    private static final Duration ADDRESS_KEPT = Duration.ofDays(1);

    private final AdmissionSettings.Rates rates;
    private final LongSupplier clockNanos;
    private final Capped<InetSocketAddress, Known> datagrams;
    private final Capped<String, Known> connections;
    private final Capped<SourcePrefix, AtomicLong> addresses;
    private final Capped<Account, Allowance> accounts;
    private final Capped<String, Bucket> domains;

    Acquaintances(AdmissionSettings settings, LongSupplier clockNanos) {
        this.rates = settings.rates();
        this.clockNanos = clockNanos;
        int most = settings.remembered();
        this.datagrams = new Capped<>(most, clockNanos, (flow, now) -> isOld(flow.seenNanos(), now, FLOW_KEPT));
        this.connections = new Capped<>(most, clockNanos, (flow, now) -> isOld(flow.seenNanos(), now, FLOW_KEPT));
        this.addresses = new Capped<>(most, clockNanos, (seen, now) -> isOld(seen.get(), now, ADDRESS_KEPT));
        this.accounts = new Capped<>(most, clockNanos, Allowance::isFull);
        this.domains = new Capped<>(most, clockNanos, Bucket::isFull);
    }

    private static boolean isOld(long seenNanos, long nowNanos, Duration kept) {
        return nowNanos - seenNanos > kept.toNanos();
    }

    @Nullable
    Known at(Flow flow) {
        return flow.transport() == TransportKind.UDP ? at(flow.remote()) : connections.get(flow.token());
    }

    /** Over UDP. */
    @Nullable
    Known at(InetSocketAddress source) {
        Known known = datagrams.get(source);
        return known == null || isOld(known.seenNanos(), clockNanos.getAsLong(), FLOW_KEPT) ? null : known;
    }

    /** Whether somebody has proved himself there within a day, or we asked something of somebody there. */
    boolean isFrequented(InetAddress address) {
        AtomicLong seen = addresses.get(SourcePrefix.of(address));
        return seen != null && !isOld(seen.get(), clockNanos.getAsLong(), ADDRESS_KEPT);
    }

    /** A request on the flow was accepted for its credentials; whose they were, where that is beyond doubt. */
    void proved(Flow flow, Optional<Account> account) {
        long now = clockNanos.getAsLong();
        Optional<Known> known = flow.transport() == TransportKind.UDP
                ? datagrams.obtain(flow.remote(), from -> new Known(rates, now))
                : connections.obtain(flow.token(), from -> new Known(rates, now));
        known.ifPresent(here -> account.ifPresent(here::proved));
        frequented(flow.remote().getAddress());
    }

    /** Who sends from there is not counted with strangers for a day. */
    void frequented(InetAddress address) {
        long now = clockNanos.getAsLong();
        addresses.obtain(SourcePrefix.of(address), from -> new AtomicLong(now)).ifPresent(seen -> seen.set(now));
    }

    void forget(Flow flow) {
        if (flow.transport() == TransportKind.UDP) {
            datagrams.forget(flow.remote());
        } else {
            connections.forget(flow.token());
        }
    }

    /** Takes of the allowances of an account that has proved itself, and of its domain; which one is used up, if one is. */
    Optional<String> take(Account account, SipRequest request) {
        long now = clockNanos.getAsLong();
        boolean ofAccount = accounts.obtain(account, who -> new Allowance(rates.account(), now))
                .map(allowance -> allowance.take(request, now))
                .orElse(true);
        if (!ofAccount) {
            return Optional.of("rate-account");
        }
        boolean ofDomain = domains.obtain(account.domain(), which -> new Bucket(rates.domain(), now))
                .map(bucket -> bucket.take(now))
                .orElse(true);
        return ofDomain ? Optional.empty() : Optional.of("rate-domain");
    }

    /** Takes of the allowance of a flow, where nobody knows which account asks. */
    Optional<String> take(Known flow, SipRequest request) {
        return flow.take(request, clockNanos.getAsLong()) ? Optional.empty() : Optional.of("rate-flow");
    }

    int flows() {
        return datagrams.size() + connections.size();
    }
}
