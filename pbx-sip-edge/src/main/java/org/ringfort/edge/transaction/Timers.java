package org.ringfort.edge.transaction;

import java.time.Duration;

/**
 * How long each timer runs.
 *
 * @param t1 estimate of the round trip
 * @param t2 longest interval between two sends of a request other than INVITE, and of a response to INVITE
 * @param t4 how long a message may linger in the network
 * @param c how long an INVITE may meet provisional answers only
 * @rfc 3261 17.1.1.1
 */
public record Timers(Duration t1, Duration t2, Duration t4, Duration c) {
    /** The values of RFC 3261; C outlasts the longest time that a plan lets a target ring. */
    public static final Timers STANDARD =
            new Timers(Duration.ofMillis(500), Duration.ofSeconds(4), Duration.ofSeconds(5), Duration.ofMinutes(6));

    /** How long a transaction tries before it gives up. */
    public Duration giveUp() {
        return Duration.ofNanos(t1.toNanos() * 64); // multipliedBy reckons in big decimals
    }

    /**
     * The first run of {@code timer}. On a reliable transport what waits for repeats is over at once.
     *
     * @param reliable TCP, TLS and WSS
     */
    public Duration first(Timer timer, boolean reliable) {
        return switch (timer) {
            case A, E, G -> t1;
            case B, F, H, L, M, CANCELLED -> giveUp();
            case C -> c;
            case D, J -> reliable ? Duration.ZERO : giveUp();
            case I, K -> reliable ? Duration.ZERO : t4;
            case STILL_TRYING -> Duration.ofMinutes(1);
        };
    }

    /** Whether {@code timer} runs at all: nothing is sent again on a reliable transport, but the final answers to INVITE. */
    public boolean runs(Timer timer, boolean reliable) {
        return !reliable || (timer != Timer.A && timer != Timer.E && timer != Timer.G);
    }

    /** The run after one that took {@code last}: doubled, but for A capped at T2. */
    public Duration next(Timer timer, Duration last) {
        Duration doubled = last.multipliedBy(2);
        return timer == Timer.A || doubled.compareTo(t2) < 0 ? doubled : t2;
    }
}
