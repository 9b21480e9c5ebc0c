package org.ringfort.edge.admission;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * A token bucket for each address (IPv6: for each /64). The map is capped: when it is full, buckets that have filled up again
 * are forgotten, since a forgotten one is a full one; while none has, newcomers share a single bucket. Any thread.
 */
final class Allowances {
    private final double eachNano;
    private final int burst;
    private final int most;
    private final LongSupplier clockNanos;
    private final Map<Prefix, Bucket> buckets = new ConcurrentHashMap<>();
    private final Bucket shared;

    private record Prefix(long high, boolean six) {}

    private static final class Bucket {
        private double tokens;
        private long atNanos;

        private Bucket(double tokens, long atNanos) {
            this.tokens = tokens;
            this.atNanos = atNanos;
        }
    }

    Allowances(int eachSecond, int burst, int most, LongSupplier clockNanos) {
        this.eachNano = eachSecond / 1e9;
        this.burst = burst;
        this.most = most;
        this.clockNanos = clockNanos;
        this.shared = new Bucket(burst, clockNanos.getAsLong());
    }

    /** Takes one token of {@code source}; false where none is left. */
    boolean take(InetAddress source) {
        long now = clockNanos.getAsLong();
        Prefix prefix = prefixOf(source);
        Bucket bucket = buckets.get(prefix);
        if (bucket == null) {
            if (buckets.size() >= most) {
                buckets.values().removeIf(old -> isFull(old, now));
            }
            bucket = buckets.size() >= most ? shared : buckets.computeIfAbsent(prefix, p -> new Bucket(burst, now));
        }
        synchronized (bucket) {
            refill(bucket, now);
            if (bucket.tokens < 1) {
                return false;
            }
            bucket.tokens -= 1;
            return true;
        }
    }

    int size() {
        return buckets.size();
    }

    private boolean isFull(Bucket bucket, long now) {
        synchronized (bucket) {
            refill(bucket, now);
            return bucket.tokens >= burst;
        }
    }

    private void refill(Bucket bucket, long now) {
        bucket.tokens = Math.min(burst, bucket.tokens + (now - bucket.atNanos) * eachNano);
        bucket.atNanos = now;
    }

    private static Prefix prefixOf(InetAddress address) {
        byte[] octets = address.getAddress();
        long high = 0;
        for (byte octet : Arrays.copyOf(octets, Math.min(8, octets.length))) {
            high = high << 8 | (octet & 0xff);
        }
        return new Prefix(high, octets.length == 16);
    }
}
