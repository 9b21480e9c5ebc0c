package org.ringfort.edge.b2bua;

import java.util.OptionalInt;
import org.ringfort.contract.control.v1.HungUpBy;
import org.ringfort.protocol.sip.Status;

/** The way out of a call, from wherever it is: who ended it, what a caller still waiting hears, and why, in words. */
final class Hangup extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Status status;
    private final HungUpBy by;
    private final String why;
    private final boolean retryLater;
    private final int retryAfterSeconds;

    private Hangup(Status status, HungUpBy by, String why, boolean retryLater, int retryAfterSeconds) {
        super(why, null, false, false);
        this.status = status;
        this.by = by;
        this.why = why;
        this.retryLater = retryLater;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    static Hangup byCaller(String why) {
        return new Hangup(Status.REQUEST_TERMINATED, HungUpBy.HUNG_UP_BY_CALLER, why, false, 0);
    }

    static Hangup byCallee(String why) {
        return new Hangup(Status.TEMPORARILY_UNAVAILABLE, HungUpBy.HUNG_UP_BY_CALLEE, why, false, 0);
    }

    static Hangup byAdministrator(String why) {
        return new Hangup(Status.DECLINE, HungUpBy.HUNG_UP_BY_ADMINISTRATOR, why, false, 0);
    }

    static Hangup bySystem(Status status, String why) {
        return new Hangup(status, HungUpBy.HUNG_UP_BY_SYSTEM, why, false, 0);
    }

    /** As the plan has it. */
    static Hangup refused(Status status, int retryAfterSeconds, String why) {
        return new Hangup(status, HungUpBy.HUNG_UP_BY_SYSTEM, why, false, retryAfterSeconds);
    }

    /** One whom we need is away: 503, and come back in a moment. */
    static Hangup unavailable(String why) {
        return new Hangup(Status.SERVICE_UNAVAILABLE, HungUpBy.HUNG_UP_BY_SYSTEM, why, true, 0);
    }

    /** What a caller hears who has no final answer yet. */
    Status status() {
        return status;
    }

    HungUpBy by() {
        return by;
    }

    String why() {
        return why;
    }

    /** Whether the caller is asked to come back, some seconds from now. */
    boolean retryLater() {
        return retryLater;
    }

    OptionalInt retryAfterSeconds() {
        return retryAfterSeconds > 0 ? OptionalInt.of(retryAfterSeconds) : OptionalInt.empty();
    }
}
