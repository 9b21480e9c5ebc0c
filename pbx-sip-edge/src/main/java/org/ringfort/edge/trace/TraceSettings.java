package org.ringfort.edge.trace;

import java.time.Duration;
import java.util.Optional;

/**
 * How much is looked at.
 *
 * @param kept how long messages of calls are kept for the console; zero: not at all
 * @param mostBytes of memory that they may take, oldest out first
 * @param ringEntries messages that may wait for the tracer, for each loop; one more is dropped and counted. A power of two
 * @param collector who is told of every message; empty: nobody
 */
public record TraceSettings(Duration kept, long mostBytes, int ringEntries, Optional<Collector> collector) {
    public static final TraceSettings DEFAULT =
            new TraceSettings(Duration.ofMinutes(15), 32L << 20, 8_192, Optional.empty());

    /** How a collector is reached. */
    public enum Way {
        UDP,
        TCP
    }

    /**
     * Takes HEP version 3, in clear: it belongs in a network of one's own.
     *
     * @param host name or address
     * @param captureId which we give as ours
     */
    public record Collector(String host, int port, Way way, int captureId) {}

    /** Whether anybody looks. */
    public boolean on() {
        return !kept.isZero() || collector.isPresent();
    }
}
