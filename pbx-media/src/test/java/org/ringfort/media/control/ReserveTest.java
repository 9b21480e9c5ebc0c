package org.ringfort.media.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfort.contract.media.v1.OfferReply;
import org.ringfort.contract.media.v1.Refused;
import org.ringfort.contract.policy.v1.MediaPolicy;
import org.ringfort.media.srtp.SrtpProfile;

/** Ordinary calls may take all ports but those of the reserve, and calls for help may take those too. */
class ReserveTest {
    /** Four pairs, two of which are the reserve: room for one ordinary call and one for help. */
    private static final int FIRST = 21_520;

    private static final int LAST = 21_527;
    private static final MediaPolicy ANY = MediaPolicy.getDefaultInstance();

    @TempDir
    Path folder;

    private ScriptedPhone phone;
    private MediaHouse house;
    private byte[] offer;

    @BeforeEach
    void open() throws Exception {
        phone = new ScriptedPhone();
        house = new MediaHouse(FIRST, LAST, 2, folder);
        offer = phone.describe("RTP/SAVP", "0", List.of(SrtpProfile.AES_CM_128_HMAC_SHA1_80), 1, "a=rtcp-mux");
    }

    @AfterEach
    void close() throws Exception {
        house.close();
        phone.close();
    }

    private OfferReply ordinary(String session) {
        return house.offer(session, "a", offer, ANY, MediaHouse.toward("b", ANY));
    }

    private OfferReply forHelp(String session) {
        return house.offerForHelp(session, "a", offer, ANY, MediaHouse.toward("b", ANY));
    }

    private static void full(OfferReply reply) {
        assertThat(reply.getRefused().getReason()).isEqualTo(Refused.Reason.REASON_EXHAUSTED);
    }

    @Test
    void where_others_have_taken_all_they_may_help_is_served_until_the_reserve_is_used_up() {
        assertThat(ordinary("one").hasOffered()).isTrue();
        full(ordinary("two"));
        assertThat(house.ports.inUse()).isEqualTo(2);
        assertThat(house.ports.reserveInUse()).isZero();

        assertThat(forHelp("help").hasOffered()).isTrue();
        assertThat(house.ports.inUse()).isEqualTo(4);
        full(forHelp("more help"));
        assertThat(house.ports.inUse()).isEqualTo(4);
        assertThat(house.ports.helpExhaustions()).isEqualTo(1);
    }

    /** A call that is up is sent to the emergency number: its new leg alone may have one of the reserve. */
    @Test
    void a_call_that_turns_to_help_finds_a_leg_for_it() {
        assertThat(ordinary("one").hasOffered()).isTrue();
        full(house.offer("one", "a", offer, ANY, MediaHouse.toward("c", ANY)));
        assertThat(house.offerForHelp("one", "a", offer, ANY, MediaHouse.toward("c", ANY))
                        .hasOffered())
                .isTrue();
        assertThat(house.ports.inUse()).isEqualTo(3);
    }

    @Test
    void after_them_ordinary_calls_have_as_much_as_before_and_the_reserve_too() {
        for (int round = 0; round < 3; round++) {
            assertThat(ordinary("one").hasOffered()).isTrue();
            assertThat(forHelp("help").hasOffered()).isTrue();
            house.close("one");
            full(ordinary("two"));
            house.close("help");
            assertThat(house.ports.inUse()).isZero();
        }
    }
}
