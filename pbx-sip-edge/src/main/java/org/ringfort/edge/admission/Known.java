package org.ringfort.edge.admission;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A flow on which somebody has proved himself, and as whom. Any thread. */
final class Known {
    private static final int MOST_ACCOUNTS = 10_000;

    private final Bucket messages;
    private final Set<Account> accounts = ConcurrentHashMap.newKeySet(1);
    private volatile long seenNanos;

    Known(Rate rate, long nowNanos) {
        this.messages = new Bucket(rate, nowNanos);
        this.seenNanos = nowNanos;
    }

    boolean take(long nowNanos) {
        seenNanos = nowNanos;
        return messages.take(nowNanos);
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
