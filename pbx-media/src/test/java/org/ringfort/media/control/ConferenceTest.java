package org.ringfort.media.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfort.contract.media.v1.ConferReply;
import org.ringfort.contract.media.v1.ConferRequest;
import org.ringfort.contract.media.v1.FromMedia;
import org.ringfort.contract.media.v1.LeadRequest;
import org.ringfort.contract.policy.v1.MediaPolicy;
import org.ringfort.contract.sound.v1.ConferenceAct;
import org.ringfort.contract.sound.v1.ConferenceEnd;
import org.ringfort.contract.sound.v1.ConferenceMember;
import org.ringfort.contract.sound.v1.ConferenceOrder;
import org.ringfort.contract.sound.v1.ConferenceSeen;
import org.ringfort.media.srtp.SrtpProfile;

/**
 * Legs of calls that know nothing of each other, in one conference; over SRTP, from socket to socket. In one file, long as it is, since each
 * test is told by the same two phones.
 */
class ConferenceTest {
    private static final int MODERATOR_HZ = 440;
    private static final int GUEST_HZ = 660;

    @TempDir
    Path folder;

    private MediaHouse house;
    private ScriptedPhone moderator;
    private ScriptedPhone guest;
    private int said;

    @BeforeEach
    void open() throws Exception {
        house = new MediaHouse(21_900, 21_940, Duration.ZERO, folder);
        moderator = phone("m");
        guest = phone("g");
        house.attach();
        house.next(FromMedia.EventCase.WELCOME);
    }

    @AfterEach
    void close() throws Exception {
        moderator.close();
        guest.close();
        house.close();
    }

    private ScriptedPhone phone(String session) throws Exception {
        var phone = new ScriptedPhone();
        byte[] offer = phone.describe(
                "RTP/SAVP",
                "0 101",
                List.of(SrtpProfile.AES_CM_128_HMAC_SHA1_80),
                1,
                "a=rtpmap:101 telephone-event/8000",
                "a=rtcp-mux");
        assertThat(house.offer(session, "leg", offer, MediaPolicy.getDefaultInstance())
                        .hasOffered())
                .isTrue();
        phone.learn(house.terminate(session, "leg").getSdp().toByteArray(), 1);
        return phone;
    }

    /** A phone that answers what media offers it by itself, as one that is paged. */
    private ScriptedPhone offered(String session) throws Exception {
        var phone = new ScriptedPhone();
        assertThat(house.offer(session, "leg", new byte[0], MediaPolicy.getDefaultInstance())
                        .hasOffered())
                .isTrue();
        byte[] ours = house.terminate(session, "leg").getSdp().toByteArray();
        int tag = ScriptedPhone.cryptos(ours).stream()
                .filter(line -> line.suite().equals(SrtpProfile.AES_CM_128_HMAC_SHA1_80.name()))
                .findFirst()
                .orElseThrow()
                .tag();
        phone.learn(ours, tag);
        byte[] answer = phone.describe(
                "RTP/SAVP",
                "0 101",
                List.of(SrtpProfile.AES_CM_128_HMAC_SHA1_80),
                tag,
                "a=rtpmap:101 telephone-event/8000",
                "a=rtcp-mux");
        assertThat(house.answer(session, "leg", "", answer).hasRefused()).isFalse();
        return phone;
    }

    private static ConferenceOrder.Builder order() {
        return ConferenceOrder.newBuilder().setConferenceId("tenant/room").setMost(10);
    }

    private ConferReply join(String session, ConferenceOrder.Builder order) {
        return house.client.confer(ConferRequest.newBuilder()
                .setSessionId(session)
                .setLegId("leg")
                .setOrder(order)
                .build());
    }

    @Test
    void two_hear_each_other_and_neither_himself() throws Exception {
        assertThat(join("m", order().setModerator(true)).getJoined()).isTrue();
        assertThat(join("g", order()).getJoined()).isTrue();
        talk(3_000); // what they are told at the beginning

        Talk talk = talk(1_000);
        assertThat(Hum.of(talk.moderatorHears, GUEST_HZ)).isGreaterThan(6_000);
        assertThat(Hum.of(talk.moderatorHears, MODERATOR_HZ)).isLessThan(300);
        assertThat(Hum.of(talk.guestHears, MODERATOR_HZ)).isGreaterThan(6_000);
        assertThat(Hum.of(talk.guestHears, GUEST_HZ)).isLessThan(300);
    }

    @Test
    void another_conference_is_another() throws Exception {
        join("m", order());
        join("g", order().setConferenceId("tenant/other"));
        talk(3_000);
        assertThat(Hum.of(talk(1_000).guestHears, MODERATOR_HZ)).isLessThan(300);
    }

    @Test
    void while_no_moderator_is_there_nobody_is_heard() throws Exception {
        join("g", order().setWaitsForModerator(true));
        ScriptedPhone before = moderator;
        ScriptedPhone second = phone("h");
        join("h", order().setWaitsForModerator(true));
        moderator = second;
        talk(4_500);
        assertThat(Hum.of(talk(1_000).guestHears, MODERATOR_HZ)).isLessThan(300);

        join("m", order().setWaitsForModerator(true).setModerator(true));
        talk(2_500);
        assertThat(Hum.of(talk(1_000).guestHears, MODERATOR_HZ)).isGreaterThan(6_000);

        house.close("m");
        talk(4_500);
        assertThat(Hum.of(talk(1_000).guestHears, MODERATOR_HZ))
                .as("the moderator left")
                .isLessThan(300);
        before.close();
    }

    @Test
    void keys_mute_and_unmute() throws Exception {
        join("m", order().setModerator(true));
        join("g", order().setMuted(true));
        talk(3_500);
        assertThat(Hum.of(talk(1_000).moderatorHears, GUEST_HZ))
                .as("comes in muted")
                .isLessThan(300);
        press(guest, "*6");
        talk(2_500);
        assertThat(Hum.of(talk(1_000).moderatorHears, GUEST_HZ)).isGreaterThan(6_000);
        press(moderator, "*5");
        talk(3_000);
        assertThat(Hum.of(talk(1_000).moderatorHears, GUEST_HZ)).as("all muted").isLessThan(300);
        press(guest, "*5"); // not a guest's
        talk(500);
        assertThat(Hum.of(talk(1_000).moderatorHears, GUEST_HZ)).isLessThan(300);
        press(moderator, "*5");
        talk(3_000);
        assertThat(Hum.of(talk(1_000).moderatorHears, GUEST_HZ)).isGreaterThan(6_000);
    }

    @Test
    void its_edge_is_told_who_is_in_it_is_muted_and_speaks() throws Exception {
        join("m", order().setModerator(true).setWaitsForModerator(true));
        join("g", order().setMuted(true).setWaitsForModerator(true));
        talk(4_000);
        ConferenceSeen seen = seen(2);
        assertThat(seen.getConferenceId()).isEqualTo("tenant/room");
        assertThat(seen.getWaits()).isFalse();
        ConferenceMember first = seen.getMembers(0);
        ConferenceMember second = seen.getMembers(1);
        assertThat(first.getCallId()).isEqualTo("m");
        assertThat(first.getModerator()).isTrue();
        assertThat(first.getSpeaks()).isTrue();
        assertThat(first.getSinceMs()).isBetween(System.currentTimeMillis() - 60_000, System.currentTimeMillis());
        assertThat(second.getLegId()).isEqualTo("leg");
        assertThat(second.getMuted()).isTrue();
        assertThat(second.getModerator() || second.getSpeaks()).isFalse();

        house.attach(); // anew: it hears all of it again
        assertThat(silent(seen(2))).as("nobody has spoken since").isEqualTo(silent(seen));

        press(guest, "*6");
        press(moderator, "*6");
        press(moderator, "*7");
        talk(3_500);
        seen = seen(2);
        assertThat(seen.getLocked()).isTrue();
        assertThat(seen.getMembers(0).getMuted()).isTrue();
        assertThat(seen.getMembers(1).getSpeaks()).isTrue();

        house.close("m");
        assertThat(seen(1).getWaits()).isTrue();
        house.close("g");
        assertThat(seen(0).getConferenceId()).isEqualTo("tenant/room");
    }

    private boolean lead(String session, ConferenceAct act) {
        return house.client
                .lead(LeadRequest.newBuilder()
                        .setSessionId(session)
                        .setLegId("leg")
                        .setAct(act)
                        .build())
                .getDone();
    }

    @Test
    void an_administrator_lets_in_mutes_locks_and_ends_without_any_moderator() throws Exception {
        join("m", order().setWaitsForModerator(true));
        join("g", order().setWaitsForModerator(true));
        talk(4_500);
        assertThat(Hum.of(talk(1_000).moderatorHears, GUEST_HZ)).isLessThan(300);
        assertThat(lead("m", ConferenceAct.CONFERENCE_ACT_BEGIN)).isTrue();
        talk(2_500);
        assertThat(Hum.of(talk(1_000).moderatorHears, GUEST_HZ)).isGreaterThan(6_000);

        assertThat(lead("g", ConferenceAct.CONFERENCE_ACT_MUTE)).isTrue();
        talk(2_500);
        Talk muted = talk(1_000);
        assertThat(Hum.of(muted.moderatorHears, GUEST_HZ)).isLessThan(300);
        assertThat(Hum.of(muted.guestHears, MODERATOR_HZ)).as("he alone").isGreaterThan(6_000);
        press(guest, "*6");
        talk(2_500);
        assertThat(Hum.of(talk(1_000).moderatorHears, GUEST_HZ)).isGreaterThan(6_000);

        assertThat(lead("m", ConferenceAct.CONFERENCE_ACT_LOCK)).isTrue();
        house.close("g");
        guest.close();
        guest = phone("h");
        assertThat(join("h", order()).getTurnedAway())
                .as("locked although somebody left, and nobody there could open it")
                .isEqualTo(ConferenceEnd.CONFERENCE_END_LOCKED);
        assertThat(lead("m", ConferenceAct.CONFERENCE_ACT_UNLOCK)).isTrue();
        assertThat(join("h", order().setWaitsForModerator(true)).getJoined()).isTrue();
        talk(3_000);
        assertThat(Hum.of(talk(1_000).moderatorHears, GUEST_HZ))
                .as("nobody is waited for any more")
                .isGreaterThan(6_000);

        assertThat(lead("h", ConferenceAct.CONFERENCE_ACT_END)).isTrue();
        for (int i = 0; i < 2; i++) {
            assertThat(house.next(FromMedia.EventCase.CONFERENCE_LEFT)
                            .getConferenceLeft()
                            .getWhy())
                    .isEqualTo(ConferenceEnd.CONFERENCE_END_ENDED);
        }
        assertThat(lead("h", ConferenceAct.CONFERENCE_ACT_MUTE))
                .as("it is over")
                .isFalse();
        assertThat(lead("nobody", ConferenceAct.CONFERENCE_ACT_MUTE)).isFalse();
        assertThat(lead("m", ConferenceAct.CONFERENCE_ACT_UNSPECIFIED)).isFalse();
    }

    /** Without who speaks, which ends by itself a moment after the last word. */
    private static ConferenceSeen silent(ConferenceSeen seen) {
        var silent = seen.toBuilder();
        silent.getMembersBuilderList().forEach(ConferenceMember.Builder::clearSpeaks);
        return silent.build();
    }

    /** The latest that was told of a conference of so many, of what has been told or is within five seconds. */
    private ConferenceSeen seen(int members) throws InterruptedException {
        ConferenceSeen last = ConferenceSeen.getDefaultInstance();
        while (last.getConferenceId().isEmpty() || last.getMembersCount() != members || !house.news.isEmpty()) {
            FromMedia told = house.news.poll(5, TimeUnit.SECONDS);
            assertThat(told).as("of " + members + ", not " + last).isNotNull();
            if (told.hasConferenceSeen()) {
                last = told.getConferenceSeen();
            }
        }
        return last;
    }

    @Test
    void who_only_listens_is_never_heard_whatever_anybody_presses() throws Exception {
        guest.close();
        guest = offered("l");
        assertThat(join("l", order().setListens(true).setModerator(true)).getJoined())
                .isTrue();
        assertThat(join("m", order().setModerator(true)).getJoined()).isTrue();
        Talk talk = talk(1_000);
        assertThat(Hum.of(talk.guestHears, MODERATOR_HZ)).as("hears").isGreaterThan(6_000);
        assertThat(Hum.of(talk.moderatorHears, GUEST_HZ)).as("is heard").isLessThan(300);

        press(guest, "*6");
        talk(500);
        press(moderator, "*5");
        talk(2_500);
        press(moderator, "*5");
        talk(2_500);
        assertThat(Hum.of(talk(1_000).moderatorHears, GUEST_HZ))
                .as("after everybody was unmuted")
                .isLessThan(300);
        press(guest, "*8");
        talk(300);
        assertThat(Hum.of(talk(1_000).guestHears, MODERATOR_HZ))
                .as("its keys mean nothing")
                .isGreaterThan(6_000);
    }

    @Test
    void to_who_only_listens_nothing_is_spoken() throws Exception {
        join("g", order().setListens(true).setTones(true));
        assertThat(loudest(listenOnly(1_500))).as("alone").isLessThan(300);
        join("m", order().setModerator(true).setTones(true));
        assertThat(loudest(listenOnly(1_000))).as("somebody comes").isLessThan(300);
        press(moderator, "*7");
        assertThat(loudest(listenOnly(1_500))).as("it is locked").isLessThan(300);
    }

    @Test
    void the_full_and_the_locked_turn_away_and_a_moderator_ends_all() throws Exception {
        join("m", order().setModerator(true).setMost(2));
        press(moderator, "*7");
        talk(300);
        assertThat(join("g", order().setMost(2)).getTurnedAway()).isEqualTo(ConferenceEnd.CONFERENCE_END_LOCKED);
        press(moderator, "*7");
        talk(300);
        assertThat(join("g", order().setMost(2)).getJoined()).isTrue();
        phone("t").close();
        assertThat(join("t", order().setMost(2)).getTurnedAway()).isEqualTo(ConferenceEnd.CONFERENCE_END_FULL);
        press(guest, "*8");
        talk(300);
        press(moderator, "*8");
        var left = List.of(
                house.next(FromMedia.EventCase.CONFERENCE_LEFT).getConferenceLeft(),
                house.next(FromMedia.EventCase.CONFERENCE_LEFT).getConferenceLeft());
        assertThat(left)
                .allSatisfy(one -> assertThat(one.getWhy()).isEqualTo(ConferenceEnd.CONFERENCE_END_ENDED))
                .extracting(one -> one.getSessionId())
                .containsExactlyInAnyOrder("m", "g");
        assertThat(join("g", order()).getJoined()).as("begins anew").isTrue();
    }

    @Test
    void who_hangs_up_makes_room_and_what_makes_no_sense_is_refused() throws Exception {
        join("m", order().setMost(2));
        join("g", order().setMost(2));
        house.close("g");
        phone("t").close();
        assertThat(join("t", order().setMost(2)).getJoined()).isTrue();
        assertThat(join("t", order().setMost(1)).hasRefused()).isTrue();
        assertThat(join("t", order().setConferenceId("")).hasRefused()).isTrue();
        assertThat(join("nobody", order()).hasRefused()).isTrue();
    }

    @SuppressWarnings("ArrayRecordComponent") // looked at by the sample, compared by nobody
    private record Talk(int[] moderatorHears, int[] guestHears) {}

    /** Both speak for so long, in time; what they heard meanwhile. */
    private Talk talk(int milliseconds) throws Exception {
        int frames = milliseconds / 20;
        int[] moderatorHears = new int[frames * 160];
        int[] guestHears = new int[frames * 160];
        int[] heard = new int[2];
        long began = System.nanoTime();
        for (int count = 0; count < frames; count++, said++) {
            moderator.say(0, Hum.tone(MODERATOR_HZ, said));
            guest.say(0, Hum.tone(GUEST_HZ, said));
            long wait = began + (count + 1) * 20_000_000L - System.nanoTime();
            if (wait > 0) {
                Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
            }
            heard[0] += listen(moderator, moderatorHears, heard[0]);
            heard[1] += listen(guest, guestHears, heard[1]);
        }
        return new Talk(moderatorHears, guestHears);
    }

    /** Nobody says anything; what the guest heard meanwhile. */
    private int[] listenOnly(int milliseconds) throws Exception {
        int[] heard = new int[milliseconds / 20 * 160 + 8_000];
        int at = 0;
        long end = System.nanoTime() + milliseconds * 1_000_000L;
        while (System.nanoTime() < end) {
            moderator.say(0, Hum.SILENCE);
            guest.say(0, Hum.SILENCE);
            Thread.sleep(20); // one packet each 20 ms, as phones send
            at += listen(guest, heard, at);
        }
        return heard;
    }

    private static int loudest(int[] samples) {
        return Arrays.stream(samples).map(Math::abs).max().orElse(0);
    }

    private static int listen(ScriptedPhone phone, int[] into, int from) throws Exception {
        int at = 0;
        for (var packet = phone.hear(1); packet.isPresent(); packet = phone.hear(1)) {
            Hum.put(packet.get().payload(), into, from + at);
            at += packet.get().payload().size();
        }
        return at;
    }

    private static void press(ScriptedPhone phone, String keys) throws Exception {
        for (int at = 0; at < keys.length(); at++) {
            int event = keys.charAt(at) == '*' ? 10 : keys.charAt(at) - '0';
            phone.say(101, new byte[] {(byte) event, (byte) 0x8a, 3, 32});
            phone.say(0, Hum.SILENCE);
        }
    }
}
