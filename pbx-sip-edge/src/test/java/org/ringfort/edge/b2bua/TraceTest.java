package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.ToEdge;
import org.ringfort.contract.control.v1.TraceTold;
import org.ringfort.contract.control.v1.TraceWanted;
import org.ringfort.contract.control.v1.TracedMessage;
import org.ringfort.contract.control.v1.Transport;
import org.ringfort.edge.fake.Until;
import org.ringfort.protocol.sip.Method;

/** The app asks what was said in a call. */
class TraceTest extends CallScene {
    private TraceTold told(String requestId, String callId) {
        edge.app.say(ToEdge.newBuilder()
                .setTraceWanted(TraceWanted.newBuilder().setRequestId(requestId).setCallId(callId))
                .build());
        Until.holds("told", () -> answers(requestId).size() == 1);
        return answers(requestId).getFirst();
    }

    private List<TraceTold> answers(String requestId) {
        return edge.app.heard(FromEdge.EventCase.TRACE_TOLD).stream()
                .map(FromEdge::getTraceTold)
                .filter(told -> told.getRequestId().equals(requestId))
                .toList();
    }

    private static String firstLine(TracedMessage message) {
        return message.getOctets().toStringUtf8().lines().findFirst().orElse("");
    }

    @Test
    void a_call_is_told_with_both_its_legs_in_order() {
        Talk talk = talk();
        talk.callee().hangsUp();
        talk.callee().hears(200);
        talk.caller().answers(talk.caller().hears(Method.BYE), 200, "");
        edge.nothingLeft();
        String callId = edge.record().getCallId();
        int[] asked = new int[1];
        Until.holds(
                "all is there",
                () -> told("ask-" + asked[0]++, callId).getMessagesList().stream()
                                .filter(message -> firstLine(message).startsWith("BYE"))
                                .count()
                        == 2);
        TraceTold trace = told("last", callId);
        assertThat(trace.getTenantId()).isEqualTo("tenant-1");
        assertThat(trace.getTruncated()).isFalse();
        assertThat(trace.getMessagesList())
                .extracting(TraceTest::firstLine)
                .contains("SIP/2.0 180 Ringing", "SIP/2.0 200 OK")
                .startsWith("INVITE sip:102@acme.example SIP/2.0", "SIP/2.0 100 Trying");
        assertThat(trace.getMessagesList())
                .filteredOn(message -> firstLine(message).startsWith("INVITE"))
                .extracting(TracedMessage::getSent)
                .containsExactly(false, true);
        assertThat(trace.getMessages(0).getPeerAddress())
                .isEqualTo("198.51.100.7:" + alice.flow().remote().getPort());
        assertThat(trace.getMessages(0).getEdgeAddress()).isEqualTo("192.0.2.1:5061");
        assertThat(trace.getMessages(0).getTransport()).isEqualTo(Transport.TRANSPORT_TLS);
        assertThat(trace.getMessagesList())
                .extracting(TracedMessage::getPeerAddress)
                .contains("198.51.100.7:" + bob.flow().remote().getPort());
    }

    @Test
    void of_a_call_that_it_does_not_know_the_edge_says_so() {
        TraceTold trace = told("ask", "7b0f9f0e-0000-4000-8000-000000000000");
        assertThat(trace.getTenantId()).isEmpty();
        assertThat(trace.getMessagesList()).isEmpty();
    }
}
