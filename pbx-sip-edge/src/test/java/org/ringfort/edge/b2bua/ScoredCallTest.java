package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.LegRole;
import org.ringfort.contract.control.v1.LiveCall;
import org.ringfort.contract.control.v1.LiveParty;
import org.ringfort.contract.control.v1.TraceTold;
import org.ringfort.contract.measure.v1.LegScore;
import org.ringfort.contract.measure.v1.LegsScored;
import org.ringfort.contract.measure.v1.ScoredLeg;
import org.ringfort.contract.media.v1.FromMedia;
import org.ringfort.edge.fake.Until;
import org.ringfort.protocol.sip.Method;

/** How legs are heard, from media to the app. */
class ScoredCallTest extends CallScene {
    private static ScoredLeg leg(String call, String leg, LegScore.Grade grade) {
        return ScoredLeg.newBuilder()
                .setCallId(call)
                .setLegId(leg)
                .setScore(LegScore.newBuilder().setGrade(grade).setMosTenths(39).setLossPermille(50))
                .build();
    }

    private List<LegsScored> heard() {
        return edge.app.heard(FromEdge.EventCase.LEGS_SCORED).stream()
                .map(FromEdge::getLegsScored)
                .toList();
    }

    @Test
    void scores_of_calls_that_are_up_reach_the_app_together_and_one_that_attaches_anew_hears_them_again() {
        Talk talk = talk();
        Until.equal(2, () -> lastLive().getPartiesCount());
        LiveCall call = lastLive();
        assertThat(call.getPartiesList())
                .extracting(LiveParty::getRole, LiveParty::getNumber)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(LegRole.LEG_ROLE_CALLER, "101"),
                        org.assertj.core.groups.Tuple.tuple(LegRole.LEG_ROLE_CALLEE, "102"));
        ScoredLeg poor = leg(call.getCallId(), call.getParties(0).getLegId(), LegScore.Grade.GRADE_POOR);
        ScoredLeg good = leg(call.getCallId(), call.getParties(1).getLegId(), LegScore.Grade.GRADE_GOOD);
        edge.media.say(FromMedia.newBuilder()
                .setLegsScored(LegsScored.newBuilder()
                        .addLegs(poor)
                        .addLegs(leg("a session with a recording server", "recording-1", LegScore.Grade.GRADE_GOOD))
                        .addLegs(good))
                .build());
        Until.equal(1, () -> heard().size());
        assertThat(heard().getFirst().getLegsList()).containsExactly(poor, good);

        edge.app.breakStream();
        Until.equal(2, () -> heard().size());
        assertThat(heard().getLast().getLegsList()).containsExactlyInAnyOrder(poor, good);

        talk.callee().hangsUp();
        talk.callee().hears(200);
        talk.caller().answers(talk.caller().hears(Method.BYE), 200, "");
        edge.nothingLeft();
        edge.media.say(FromMedia.newBuilder()
                .setLegsScored(LegsScored.newBuilder().addLegs(poor))
                .build());
        int hellos = edge.app.heard(FromEdge.EventCase.HELLO).size();
        edge.app.breakStream();
        Until.equal(hellos + 1, () -> edge.app.heard(FromEdge.EventCase.HELLO).size());
        Until.holds(
                "what is told after all that is still true",
                () -> edge.conversations
                        .app()
                        .tell(FromEdge.newBuilder()
                                .setTraceTold(TraceTold.newBuilder().setRequestId("last"))
                                .build()));
        Until.holds(
                "heard", () -> !edge.app.heard(FromEdge.EventCase.TRACE_TOLD).isEmpty());
        assertThat(heard()).as("the call is over").hasSize(2);
    }

    @Test
    void what_is_kept_of_a_call_is_bounded_and_goes_with_it() {
        Set<String> up = ConcurrentHashMap.newKeySet();
        var scores = new LiveScores(up::contains);
        for (int call = 0; call < 10; call++) {
            up.add("call-" + call);
            for (int leg = 0; leg < 100; leg++) {
                scores.heard(LegsScored.newBuilder()
                        .addLegs(leg("call-" + call, "leg-" + leg, LegScore.Grade.GRADE_FAIR))
                        .build());
            }
        }
        assertThat(scores.all()).extracting(LegsScored::getLegsCount).containsExactly(500, 140);
        up.forEach(scores::over);
        assertThat(scores.all()).isEmpty();
    }
}
