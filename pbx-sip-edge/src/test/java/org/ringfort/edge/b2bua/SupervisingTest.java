package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.dial;
import static org.ringfort.edge.phone.EdgeBench.emergency;

import com.google.protobuf.ByteString;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.Application;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.Party;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.RouteReply;
import org.ringfort.contract.control.v1.Step;
import org.ringfort.contract.control.v1.Supervise;
import org.ringfort.contract.control.v1.ToEdge;
import org.ringfort.contract.control.v1.Verb;
import org.ringfort.contract.control.v1.VerbDone;
import org.ringfort.contract.media.v1.Done;
import org.ringfort.contract.media.v1.Refused;
import org.ringfort.contract.media.v1.SuperviseRequest;
import org.ringfort.contract.sound.v1.SupervisionOrder;
import org.ringfort.contract.sound.v1.SupervisionReach;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.phone.Phone;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Method;

/** A third whom the app lets into a call of two. */
class SupervisingTest extends CarrierScene {
    private static final SupervisionOrder LISTENS = SupervisionOrder.newBuilder()
            .setReach(SupervisionReach.SUPERVISION_REACH_LISTEN)
            .setTone(true)
            .build();

    private final Phone carol = edge.phone("103");
    private String tenant = "tenant-1";
    private int verbs;

    /** Carol dials the code; the app is asked what she is to do. */
    private PhoneCall comes() {
        edge.plan(
                Plan.newBuilder()
                        .setCaller(Party.newBuilder()
                                .setNumber("103")
                                .setDisplayName("Carol")
                                .setDeviceId("device-103")),
                Step.newBuilder()
                        .setApplication(Application.newBuilder()
                                .setName("supervision")
                                .setArgument(ByteString.copyFromUtf8("listen 102 103")))
                        .build());
        var planned = edge.app.onRoute;
        edge.app.onRoute = asked -> {
            RouteReply.Builder reply = planned.apply(asked).toBuilder();
            reply.getPlanBuilder().setTenantId(tenant);
            return reply.build();
        };
        PhoneCall call = carol.calls("*81102", "offer of carol");
        call.hears(200);
        call.acks();
        Until.holds(
                "opened",
                () -> edge.app.heard(FromEdge.EventCase.APPLICATION_OPENED).size() == 1);
        return call;
    }

    private String callId() {
        return edge.app
                .heard(FromEdge.EventCase.APPLICATION_OPENED)
                .getLast()
                .getApplicationOpened()
                .getCallId();
    }

    private void order(String call, String number, String keys) {
        edge.app.say(ToEdge.newBuilder()
                .setVerb(Verb.newBuilder()
                        .setCallId(callId())
                        .setVerbId(++verbs)
                        .setSupervise(Supervise.newBuilder()
                                .setCallId(call)
                                .setNumber(number)
                                .setOrder(LISTENS)
                                .setKeys(keys)))
                .build());
    }

    private VerbDone done() {
        int wanted = verbs;
        Until.holds(
                "verb " + wanted + " done",
                () -> edge.app.heard(FromEdge.EventCase.VERB_DONE).stream()
                        .anyMatch(event -> event.getVerbDone().getVerbId() == wanted));
        return edge.app.heard(FromEdge.EventCase.VERB_DONE).stream()
                .map(FromEdge::getVerbDone)
                .filter(done -> done.getVerbId() == wanted)
                .findFirst()
                .orElseThrow();
    }

    private static void hangUp(PhoneCall call) {
        call.hangsUp();
        call.hears(200);
    }

    private void over(Talk talk) {
        hangUp(talk.callee());
        talk.caller().answers(talk.caller().hears(Method.BYE), 200, "");
    }

    @Test
    void the_supervised_is_the_leg_of_that_number_and_keys_go_to_the_app() {
        Talk talk = talk();
        String call = lastLive().getCallId();
        PhoneCall supervisor = comes();
        order(call, "102", "45");
        Until.equal(1, edge.media.supervisions::size);
        SuperviseRequest asked = edge.media.supervisions.getFirst();
        assertThat(asked.getSessionId()).isEqualTo(callId());
        assertThat(asked.getCallSessionId()).isEqualTo(call);
        assertThat(asked.getOrder()).isEqualTo(LISTENS);
        assertThat(edge.media.sessions.get(call))
                .containsAll(List.of(asked.getSupervisedLegId(), asked.getOtherLegId()));
        edge.media.digit(callId(), asked.getLegId(), '6');
        edge.media.digit(callId(), asked.getLegId(), '5');
        assertThat(done().getSupervised().getKey())
                .as("the first key that means something")
                .isEqualTo("5");

        order(call, "101", "45");
        Until.equal(2, edge.media.supervisions::size);
        assertThat(edge.media.supervisions.getLast().getSupervisedLegId())
                .as("the other is who is supervised now")
                .isEqualTo(asked.getOtherLegId());
        edge.media.supervisionEnds();
        assertThat(done().getSupervised().getOver()).isTrue();
        hangUp(supervisor);
        over(talk);
        edge.nothingLeft();
    }

    @Test
    void nobody_comes_into_what_is_no_call_of_two_of_the_tenant() {
        Talk talk = talk();
        String call = lastLive().getCallId();
        PhoneCall supervisor = comes();
        order(call, "104", "4");
        assertThat(done().getSupervised().getRefused())
                .as("somebody who is not there")
                .isTrue();
        order("no such call", "102", "4");
        assertThat(done().getSupervised().getRefused()).isTrue();
        order(callId(), "103", "4");
        assertThat(done().getSupervised().getRefused())
                .as("who talks with an application")
                .isTrue();
        assertThat(edge.media.supervisions).isEmpty();
        edge.media.onSupervise = request ->
                Done.newBuilder().setRefused(Refused.getDefaultInstance()).build();
        order(call, "102", "4");
        assertThat(done().getSupervised().getRefused()).as("media refuses").isTrue();
        hangUp(supervisor);
        over(talk);
        edge.nothingLeft();
    }

    @Test
    void a_call_of_another_tenant_is_none() {
        Talk talk = talk();
        String call = lastLive().getCallId();
        tenant = "tenant-2";
        PhoneCall supervisor = comes();
        order(call, "102", "4");
        assertThat(done().getSupervised().getRefused()).isTrue();
        hangUp(supervisor);
        over(talk);
        edge.nothingLeft();
    }

    /** Bob stays, whom Alice has sent to an emergency service. */
    @Test
    void nobody_listens_to_a_call_for_help_that_began_as_another() {
        Talk talk = talk();
        String call = lastLive().getCallId();
        edge.sentOn("112", emergency(dial(LONG_MS, ONE)));
        talk.caller().refers("sip:112@acme.example");
        talk.caller().hears(202);
        PhoneCall there = first.rings();
        there.answers(200, "answer of the carrier");
        there.hears(Method.ACK);
        talk.caller().answers(talk.caller().hears(Method.BYE), 200, "");
        Until.holds("they talk", () -> lastLive().getConnected().equals("112"));
        PhoneCall supervisor = comes();
        order(call, "102", "4");
        assertThat(done().getSupervised().getRefused()).isTrue();
        assertThat(edge.media.supervisions).isEmpty();
        hangUp(supervisor);
        hangUp(talk.callee(), there);
        edge.nothingLeft();
    }

    @Test
    void a_key_that_was_pressed_before_counts_at_once() {
        Talk talk = talk();
        String call = lastLive().getCallId();
        PhoneCall supervisor = comes();
        String leg = edge.app
                .heard(FromEdge.EventCase.APPLICATION_OPENED)
                .getLast()
                .getApplicationOpened()
                .getLegId();
        edge.media.digit(callId(), leg, '5');
        order(call, "102", "45");
        assertThat(done().getSupervised().getKey()).isEqualTo("5");
        assertThat(edge.media.supervisions).hasSize(1);
        hangUp(supervisor);
        over(talk);
        edge.nothingLeft();
    }

    @Test
    void the_record_of_who_supervised_says_so() {
        Talk talk = talk();
        String call = lastLive().getCallId();
        PhoneCall supervisor = comes();
        order(call, "102", "4");
        Until.equal(1, edge.media.supervisions::size);
        hangUp(supervisor);
        assertThat(edge.record().getWhy()).endsWith("Supervises call " + call + ": listens");
        over(talk);
        edge.nothingLeft();
    }
}
