package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.dial;
import static org.ringfort.edge.phone.EdgeBench.ring;

import com.google.protobuf.ByteString;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.Inward;
import org.ringfort.contract.control.v1.Party;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.TuneReply;
import org.ringfort.contract.media.v1.FromMedia;
import org.ringfort.contract.media.v1.OfferRequest;
import org.ringfort.contract.media.v1.Toward;
import org.ringfort.contract.media.v1.TuneWanted;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;

/** Media is told what those hear whom a leg keeps on hold, and is brought the tunes that it lacks. */
class HoldMusicTest extends CarrierScene {
    private static final String TUNE = "tenant-1/abc";

    private static Plan.Builder plan() {
        return Plan.newBuilder().setHoldMusic(TUNE);
    }

    @Test
    void each_phone_of_the_call_has_the_tune_of_its_tenant() {
        edge.plan(plan(), ring(20, bob));
        answered(alice.calls("102", OFFER), bob.rings());
        OfferRequest offer = edge.media.offers.getFirst();
        assertThat(offer.getHoldMusic()).isEqualTo(TUNE);
        assertThat(offer.getTowardList()).extracting(Toward::getHoldMusic).containsOnly(TUNE);
    }

    @Test
    void without_music_nothing_is_said_of_any() {
        talk();
        OfferRequest offer = edge.media.offers.getFirst();
        assertThat(offer.getHoldMusic()).isEmpty();
        assertThat(offer.getToward(0).getHoldMusic()).isEmpty();
    }

    @Test
    void a_carrier_that_holds_is_heard_with_what_it_sends() {
        edge.plan(plan(), dial(LONG_MS, ONE));
        answered(alice.calls("030901820", OFFER), first.rings());
        assertThat(edge.media.offers.getFirst().getHoldMusic()).isEqualTo(TUNE);
        assertThat(edge.media.offers.getFirst().getToward(0).getHoldMusic()).isEmpty();
    }

    @Test
    void a_carrier_that_calls_in_too() {
        edge.plan(
                plan().setCaller(Party.newBuilder().setNumber("+4930901820"))
                        .setInward(Inward.newBuilder().setTrunkId("trunk-1").setTrunk("Carrier")),
                ring(20, bob));
        answered(alice.calls("+4930901822", OFFER), bob.rings());
        assertThat(edge.media.offers.getFirst().getHoldMusic()).isEmpty();
        assertThat(edge.media.offers.getFirst().getToward(0).getHoldMusic()).isEqualTo(TUNE);
    }

    @Test
    void rfc3665_3_6_who_holds_and_resumes_says_no_more_than_that_and_media_is_asked_nothing_else() {
        edge.plan(plan(), ring(20, bob));
        PhoneCall caller = alice.calls("102", OFFER);
        PhoneCall callee = answered(caller, bob.rings());
        for (String direction : List.of("sendonly", "sendrecv")) {
            caller.invite(direction + " of alice");
            SipRequest onward = callee.hears(Method.INVITE);
            callee.answers(onward, 200, "answer of bob");
            callee.hears(Method.ACK);
            caller.hears(200);
            caller.acks();
        }
        Until.holds("both offers", () -> edge.media.offers.size() == 3);
        assertThat(edge.media.asked).doesNotContain("play", "stopPlay");
        hangUp(caller, callee);
        edge.nothingLeft();
    }

    @Test
    void who_is_transferred_has_the_tune_of_whoever_takes_the_call() {
        edge.plan(plan(), ring(20, bob));
        PhoneCall caller = alice.calls("102", OFFER);
        PhoneCall callee = answered(caller, bob.rings());
        edge.sentOn("103", ring(20, edge.phone("103")));
        callee.refers("sip:103@acme.example");
        callee.hears(202);
        Until.holds("a new leg is offered to", () -> edge.media.offers.size() == 2);
        OfferRequest onward = edge.media.offers.getLast();
        assertThat(onward.getToward(0).getHoldMusic()).isEqualTo(TUNE);
        caller.hangsUp();
    }

    @Test
    void a_tune_that_media_lacks_is_brought_from_the_app() {
        ByteString sound = ByteString.copyFrom(new byte[1_440_000]);
        edge.app.onTune = asked -> TuneReply.newBuilder().setPcmu(sound).build();
        talk();
        wanted(TUNE);
        Until.holds("brought", () -> edge.media.tunes.containsKey(TUNE));
        assertThat(edge.media.tunes).containsEntry(TUNE, sound);
        assertThat(edge.app.tunes).containsExactly(TUNE);
    }

    @Test
    void one_that_is_no_more_is_not_asked_for_again_before_media_wants_it_again() {
        talk();
        wanted(TUNE);
        Until.equal(List.of(TUNE), () -> List.copyOf(edge.app.tunes));
        Until.holds("told again", () -> {
            wanted(TUNE);
            return edge.app.tunes.size() > 1;
        });
        assertThat(edge.media.tunes).isEmpty();
    }

    private void wanted(String tune) {
        edge.media.say(FromMedia.newBuilder()
                .setTuneWanted(TuneWanted.newBuilder().setTune(tune))
                .build());
    }
}
