package org.ringfort.app.supervision;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.ringfort.app.calls.HangUps;
import org.ringfort.app.calls.LiveCalls;
import org.ringfort.app.calls.LiveSupervisor;
import org.ringfort.kernel.id.CallId;
import org.ringfort.kernel.id.TenantId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Who supervises just now: shown with the call that it is, and over as soon as he may not any more. In memory, as the conversations by
 * which it is done. Any thread.
 */
@Component
class Supervisings {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisings.class);

    private final Supervisors supervisors;
    private final LiveCalls calls;
    private final HangUps hangUps;
    private final Map<CallId, Supervising> byCall = new ConcurrentHashMap<>();

    Supervisings(Supervisors supervisors, LiveCalls calls, HangUps hangUps) {
        this.supervisors = supervisors;
        this.calls = calls;
        this.hangUps = hangUps;
    }

    /**
     * One who supervises.
     *
     * @param by his own call
     * @param of the call that he was let into
     */
    record Supervising(TenantId tenant, CallId by, String supervisor, CallId of, String supervised, Reach reach) {}

    /** Told before it is asked whether he may: whoever takes the right away in that moment finds him here. */
    void begins(Supervising one) {
        byCall.put(one.by(), one);
    }

    /** He is about to be let in. */
    void shows(Supervising one) {
        calls.supervised(
                one.of(),
                new LiveSupervisor(one.by(), one.supervisor(), one.reach().wireName()));
    }

    /** He is not there any more, or was not let in. */
    void over(CallId by) {
        Optional.ofNullable(byCall.remove(by)).ifPresent(one -> calls.unsupervised(one.of(), by));
    }

    /** After commit, and with transactions of its own: the thread's is over but not yet cleared away. */
    @TransactionalEventListener(fallbackExecution = true)
    void lessGranted(LessGranted event) {
        Thread.ofVirtual()
                .name("supervision-withdrawn")
                .start(() -> byCall.values().stream()
                        .filter(one -> one.tenant().equals(event.tenant()) && !may(one))
                        .forEach(one -> hangUps.end(one.tenant(), one.by(), "supervision was withdrawn")));
    }

    /** Where that cannot be found out, he may not. */
    private boolean may(Supervising one) {
        try {
            return supervisors
                    .grant(one.tenant(), one.supervisor(), one.supervised())
                    .filter(grant -> grant.may().holds(one.reach()))
                    .isPresent();
        } catch (RuntimeException away) {
            LOG.warn("Who supervises is cut off: whether he still may cannot be asked", away);
            return false;
        }
    }
}
