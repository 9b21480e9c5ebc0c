package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.ring;

import java.util.List;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.Gateway;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.RecordingServer;
import org.ringfort.contract.control.v1.SecurityEvent;
import org.ringfort.contract.sound.v1.RecordingOrder;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.phone.Carrier;
import org.ringfort.edge.phone.Phone;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Method;

/** Two who talk and are recorded, and the recording server. */
abstract class RecorderScene extends CallScene {
    static final RecordingOrder ORDER =
            RecordingOrder.newBuilder().setRecordingId("recording").build();
    static final String SERVER = "203.0.113.20";
    static final String SECOND = "203.0.113.21";
    static final String TAKES = "v=0 of the server";

    final Phone server = edge.gateway(SERVER);

    static Plan.Builder sentTo(Gateway.Builder gateway) {
        return Plan.newBuilder()
                .setRecording(ORDER)
                .setRecordingServer(
                        RecordingServer.newBuilder().setUser("recorder").setGateway(gateway));
    }

    /** Alice and Bob talk, and are recorded. */
    Talk recorded(Plan.Builder plan) {
        edge.plan(plan, ring(20, bob));
        PhoneCall caller = alice.calls("102", OFFER);
        PhoneCall callee = bob.rings();
        callee.answers(200, ANSWER);
        callee.hears(Method.ACK);
        caller.hears(200);
        caller.acks();
        return new Talk(caller, callee);
    }

    Talk recorded() {
        return recorded(sentTo(Carrier.gateway(SERVER)));
    }

    PhoneCall takes() {
        PhoneCall session = server.rings();
        session.answers(200, TAKES);
        session.hears(Method.ACK);
        Until.equal(List.of(TAKES), () -> edge.media.copyAnswers);
        return session;
    }

    /** Both are there still, and one hangs up. */
    void over(Talk talk) {
        Until.holds("they talk", () -> lastLive().getConnected().equals("102"));
        talk.callee().hangsUp();
        talk.callee().hears(200);
        talk.caller().answers(talk.caller().hears(Method.BYE), 200, "");
    }

    SecurityEvent told() {
        Until.holds(
                "the tenant is told",
                () -> edge.app.heard(FromEdge.EventCase.SECURITY_EVENT).stream()
                        .anyMatch(event -> event.getSecurityEvent().getName().equals("recording.not_sent")));
        assertThat(edge.conversations.calls().recordingsNotSent()).isEqualTo(1);
        return edge.app.heard(FromEdge.EventCase.SECURITY_EVENT).getLast().getSecurityEvent();
    }

    void nothingTold() {
        assertThat(edge.conversations.calls().recordingsNotSent()).isZero();
        assertThat(edge.app.heard(FromEdge.EventCase.SECURITY_EVENT))
                .noneMatch(event -> event.getSecurityEvent().getName().equals("recording.not_sent"));
    }
}
