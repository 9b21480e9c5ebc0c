package org.ringfort.edge.admission;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.ringfort.protocol.sip.SipRequest;

/** A flow on which somebody has proved himself, and as whom. Any thread. */
final class Known {
    private static final int MOST_ACCOUNTS = 10_000;

    private final Bucket messages;
    private final Allowance shared;
    private final Set<Account> accounts = ConcurrentHashMap.newKeySet(1);
    private volatile long seenNanos;

    Known(AdmissionSettings.Rates rates, long nowNanos) {
        this.messages = new Bucket(rates.flow(), nowNanos);
        this.shared = new Allowance(rates.sharedFlow(), nowNanos);
        this.seenNanos = nowNanos;
    }

    boolean take(long nowNanos) {
        seenNanos = nowNanos;
        return messages.take(nowNanos);
    }

    /** One of nobody in particular. */
    boolean take(SipRequest request, long nowNanos) {
        return shared.take(request, nowNanos);
    }

    void giveBack(int count) {
        messages.giveBack(count);
    }

    long seenNanos() {
        return seenNanos;
    }

    void proved(Account account) {
        if (accounts.size() < MOST_ACCOUNTS) {
            accounts.add(account);
        }
    }

    boolean is(Account account) {
        return accounts.contains(account);
    }

    /** Everybody who has proved himself here; mostly one. */
    Set<Account> accounts() {
        return accounts;
    }
}
