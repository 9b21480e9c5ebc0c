package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.ring;

import org.junit.jupiter.api.Test;
import org.ringfort.contract.media.v1.FromMedia;
import org.ringfort.contract.media.v1.LegQuiet;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Method;

/** The app or media is away, or forgot; a leg is silent. */
class AbsentPeersTest extends CallScene {
    @Test
    void an_app_that_is_away_gives_503_at_once_and_a_time_to_come_back() {
        edge.app.die();
        PhoneCall caller = alice.calls("102", OFFER);
        assertThat(caller.hears(503).headers().retryAfter()).isPresent();
        caller.acksFailure();
        edge.nothingLeft();
    }

    @Test
    void media_that_is_away_gives_503_at_once() {
        edge.plan(ring(20, bob));
        edge.media.die();
        PhoneCall caller = alice.calls("102", OFFER);
        assertThat(caller.hears(503).headers().retryAfter()).isPresent();
        caller.acksFailure();
        Until.equal(0, edge.conversations.calls()::up);
    }

    @Test
    void media_that_came_back_without_its_sessions_ends_the_calls() {
        Talk talk = talk();
        edge.media.die();
        edge.media.incarnation = "media-2";
        edge.media.sessions.clear();
        edge.media.start();
        talk.caller().answers(talk.caller().hears(Method.BYE), 200, "");
        talk.callee().answers(talk.callee().hears(Method.BYE), 200, "");
        assertThat(edge.record().getEndReason()).isEqualTo("media lost");
        edge.nothingLeft();
    }

    @Test
    void a_leg_that_sends_no_media_ends_the_call_unless_it_is_on_hold() {
        Talk talk = talk();
        var caller = edge.media.offers.getFirst();
        quiet(caller.getSessionId(), caller.getLegId(), 40);
        talk.caller().asks(Method.OPTIONS); // still up
        talk.caller().hears(200);
        quiet(caller.getSessionId(), caller.getLegId(), 60);
        talk.caller().answers(talk.caller().hears(Method.BYE), 200, "");
        talk.callee().answers(talk.callee().hears(Method.BYE), 200, "");
        assertThat(edge.record().getEndReason()).isEqualTo("no media from the caller");
        edge.nothingLeft();
    }

    private void quiet(String session, String leg, int seconds) {
        edge.media.say(FromMedia.newBuilder()
                .setLegQuiet(LegQuiet.newBuilder()
                        .setSessionId(session)
                        .setLegId(leg)
                        .setSeconds(seconds))
                .build());
    }

    @Test
    void a_running_call_survives_the_apps_absence_and_its_record_arrives_once() {
        Talk talk = talk();
        edge.app.die();
        talk.caller().hangsUp();
        talk.caller().hears(200);
        talk.callee().answers(talk.callee().hears(Method.BYE), 200, "");
        Until.equal(0, edge.conversations.calls()::threads);
        edge.app.start();
        assertThat(edge.record().getStatus()).isEqualTo(200);
        edge.nothingLeft();
    }
}
