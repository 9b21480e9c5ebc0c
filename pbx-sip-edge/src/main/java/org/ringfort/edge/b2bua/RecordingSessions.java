package org.ringfort.edge.b2bua;

import com.google.protobuf.ByteString;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.ringfort.contract.control.v1.SecurityEvent;
import org.ringfort.contract.media.v1.Done;
import org.ringfort.edge.controlplane.ControlPlane;
import org.ringfort.edge.loop.Signalling;
import org.ringfort.edge.mediaplane.MediaPlane;
import org.ringfort.edge.peer.Asked;
import org.ringfort.edge.routing.Gateways;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.ringfort.protocol.sip.SipResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The recording sessions of this edge, each on a thread of its own, so that no call ever waits for a recording server. Any thread. */
final class RecordingSessions {
    private static final Logger LOG = LoggerFactory.getLogger(RecordingSessions.class);

    private final ControlPlane app;
    private final MediaPlane media;
    private final Signalling signalling;
    private final Gateways gateways;
    private final int most;
    private final AtomicInteger up = new AtomicInteger();
    private final LongAdder notSent = new LongAdder();

    /** @param most at the same time, those that wait for their last answer among them */
    RecordingSessions(ControlPlane app, MediaPlane media, Signalling signalling, Gateways gateways, int most) {
        this.app = app;
        this.media = media;
        this.signalling = signalling;
        this.gateways = gateways;
        this.most = most;
    }

    /**
     * Begins one; what becomes of it is told to the tenant.
     *
     * @param sent whether the server takes it, where that changes; must not block
     */
    RecordingSession begin(RecordingSession.Facts facts, Consumer<Boolean> sent) {
        var session = new RecordingSession(this, facts, sent);
        if (up.incrementAndGet() > most) {
            up.decrementAndGet();
            notSent(facts, "too many recording sessions", !facts.onDemand());
            return session;
        }
        Thread.ofVirtual().name("recording-" + facts.callId()).start(() -> {
            try {
                session.run();
            } finally {
                up.decrementAndGet();
            }
        });
        return session;
    }

    /** How many there are. */
    int up() {
        return up.get();
    }

    /** How often what should have gone to a recording server did not, or no more. */
    long notSent() {
        return notSent.sum();
    }

    /** @param tenant whether its tenant hears of it, else who reads the log */
    void notSent(RecordingSession.Facts facts, String why, boolean tenant) {
        notSent.increment();
        LOG.atError()
                .addKeyValue(Fields.EVENT_ACTION, Events.RECORDING_NOT_SENT)
                .addKeyValue(Fields.CALL_ID, facts.callId())
                .addKeyValue(Fields.TENANT, facts.tenantId())
                .addKeyValue(Fields.EVENT_REASON, why)
                .log("what should go to a recording server does not");
        if (tenant) {
            app.reports()
                    .report(SecurityEvent.newBuilder()
                            .setName(Events.RECORDING_NOT_SENT)
                            .setTenantId(facts.tenantId())
                            .setDetail(facts.callId()));
        }
    }

    /** Whether media goes along with what the server has answered for the copy. */
    boolean connects(String copy, SipResponse response) {
        return Scene.sdp(response)
                .map(sdp -> media.connectCopy(copy, ByteString.copyFrom(sdp.view())))
                .filter(asked -> asked instanceof Asked.Answered<Done>(var reply) && reply.getDone())
                .isPresent();
    }

    MediaPlane media() {
        return media;
    }

    Signalling signalling() {
        return signalling;
    }

    Gateways gateways() {
        return gateways;
    }
}
