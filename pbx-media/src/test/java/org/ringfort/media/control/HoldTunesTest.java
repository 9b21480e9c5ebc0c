package org.ringfort.media.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.media.v1.FromMedia;
import org.ringfort.contract.media.v1.KeepTuneRequest;
import org.ringfort.media.player.Sound;
import org.ringfort.protocol.sdp.Attribute.Direction;

/** Tunes of tenants: asked for, taken once, and only those that are waited for. */
class HoldTunesTest extends HoldScene {
    @Test
    void a_tune_of_the_tenants_own_is_asked_for_once_it_is_wanted() throws Exception {
        house.attach();
        house.next(FromMedia.EventCase.WELCOME);
        talk("acme/1");
        assertThat(house.events).isEmpty();
        aliceHolds("sendonly", Direction.SENDONLY);
        assertThat(house.next(FromMedia.EventCase.TUNE_WANTED).getTuneWanted().getTune())
                .isEqualTo("acme/1");
        byte[] own = new byte[8_000];
        new java.util.Random(1).nextBytes(own);
        assertThat(keep("acme/1", new byte[100]).isPresent()).as("too short").isFalse();
        assertThat(keep("acme/1", own)).isPresent();
        hears(bob, Sound.ofMuLaw(own), 0, 20);
        aliceResumes();
        hearsNothing(bob);
        aliceHolds("sendonly", Direction.SENDONLY);
        hears(bob, Sound.ofMuLaw(own), 0, 5);
        assertThat(house.events).as("it is known by now").isEmpty();
    }

    @Test
    void nobody_brings_a_tune_that_is_not_waited_for_or_other_octets_than_the_name_says() throws Exception {
        byte[] own = new byte[8_000];
        new java.util.Random(2).nextBytes(own);
        byte[] other = own.clone();
        other[7_999]++;
        String name = "acme/"
                + java.util.HexFormat.of()
                        .formatHex(java.security.MessageDigest.getInstance("SHA-256")
                                .digest(own));
        assertThat(keep(name, own)).as("nobody waits").isEmpty();
        talk(name);
        aliceHolds("sendonly", Direction.SENDONLY);
        assertThat(keep(name, other)).as("another digest").isEmpty();
        assertThat(keep(name, own)).isPresent();
        hears(bob, Sound.ofMuLaw(own), 0, 5);
        assertThat(keep(name, own)).as("it is here").isEmpty();
    }

    @Test
    void a_tune_that_is_here_stays_as_it_is() throws Exception {
        byte[] own = new byte[8_000];
        new java.util.Random(3).nextBytes(own);
        talk("acme/3");
        aliceHolds("sendonly", Direction.SENDONLY);
        assertThat(keep("acme/3", own)).isPresent();
        hears(bob, Sound.ofMuLaw(own), 0, 5);
        assertThat(keep("acme/3", new byte[8_000])).isEmpty();
        aliceResumes();
        hearsNothing(bob);
        aliceHolds("sendonly", Direction.SENDONLY);
        hears(bob, Sound.ofMuLaw(own), 0, 5);
    }

    @Test
    void a_name_of_impossible_length_is_ours() throws Exception {
        String name = "x".repeat(257);
        talk(name);
        aliceHolds("sendonly", Direction.SENDONLY);
        hears(bob, OURS, 0, 5);
        assertThat(keep(name, new byte[8_000])).isEmpty();
    }

    private Optional<Boolean> keep(String name, byte[] pcmu) {
        var done = house.client.keepTune(KeepTuneRequest.newBuilder()
                .setTune(name)
                .setPcmu(ByteString.copyFrom(pcmu))
                .build());
        return done.getDone() ? Optional.of(true) : Optional.empty();
    }

    @Test
    void where_the_own_tune_does_not_come_ours_is_heard_and_not_what_comes_too_late() throws Exception {
        talk("acme/2");
        aliceHolds("sendonly", Direction.SENDONLY);
        hears(bob, OURS, 0, 10);
        keep("acme/2", new byte[8_000]);
        hears(bob, OURS, 1_600, 10);
    }
}
