package org.ringfort.edge.b2bua;

import static org.ringfort.edge.phone.EdgeBench.ring;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.LiveCall;
import org.ringfort.edge.phone.EdgeBench;
import org.ringfort.edge.phone.Phone;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipMessage;
import org.ringfort.protocol.sip.codec.SipEncoder;

/** Two phones at the real loop, and how they come to talk; tests are named for the section they prove where there is one. */
abstract class CallScene {
    static final String OFFER = "offer of alice";
    static final String ANSWER = "answer of bob";

    final EdgeBench edge = new EdgeBench();
    final Phone alice = edge.phone("101");
    final Phone bob = edge.phone("102");

    @AfterEach
    void end() {
        edge.close();
    }

    record Talk(PhoneCall caller, PhoneCall callee) {}

    Talk talk() {
        edge.plan(ring(20, bob));
        PhoneCall caller = alice.calls("102", OFFER);
        PhoneCall callee = bob.rings();
        callee.answers(180);
        caller.hears(180);
        callee.answers(200, ANSWER);
        callee.hears(Method.ACK);
        caller.hears(200);
        caller.acks();
        return new Talk(caller, callee);
    }

    static String wire(SipMessage message) {
        return new String(new SipEncoder().encode(message), StandardCharsets.UTF_8);
    }

    /** What the app was last told of a call; nothing in it before it was told of one. */
    LiveCall lastLive() {
        List<FromEdge> told = edge.app.heard(FromEdge.EventCase.LIVE_CALL);
        return told.isEmpty() ? LiveCall.getDefaultInstance() : told.getLast().getLiveCall();
    }
}
