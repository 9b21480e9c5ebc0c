package org.ringfort.media.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfort.contract.media.v1.ConferReply;
import org.ringfort.contract.media.v1.ConferRequest;
import org.ringfort.contract.media.v1.FromMedia;
import org.ringfort.contract.media.v1.RecordingReady;
import org.ringfort.contract.policy.v1.MediaPolicy;
import org.ringfort.contract.sound.v1.ConferenceOrder;
import org.ringfort.contract.sound.v1.RecordingEnd;
import org.ringfort.contract.sound.v1.RecordingOrder;
import org.ringfort.media.srtp.SrtpProfile;

/** What all say in a conference, in one recording that each of them is told of. */
class ConferenceRecordingTest {
    private static final int FIRST_HZ = 440;
    private static final int SECOND_HZ = 660;
    private static final int BEEP_HZ = 1_000;
    private static final byte[] KEY = new byte[32];

    @TempDir
    Path folder;

    private MediaHouse house;
    private ScriptedPhone first;
    private ScriptedPhone second;
    private int said;

    @BeforeEach
    void open() throws Exception {
        house = new MediaHouse(21_800, 21_840, Duration.ZERO, folder);
        first = phone("f");
        second = phone("s");
        house.attach();
        house.next(FromMedia.EventCase.WELCOME);
    }

    @AfterEach
    void close() throws Exception {
        first.close();
        second.close();
        house.close();
    }

    private ScriptedPhone phone(String session) throws Exception {
        var phone = new ScriptedPhone();
        byte[] offer = phone.describe("RTP/SAVP", "0", List.of(SrtpProfile.AES_CM_128_HMAC_SHA1_80), 1, "a=rtcp-mux");
        assertThat(house.offer(session, "leg", offer, MediaPolicy.getDefaultInstance())
                        .hasOffered())
                .isTrue();
        phone.learn(house.terminate(session, "leg").getSdp().toByteArray(), 1);
        return phone;
    }

    private static RecordingOrder recording(UUID id) {
        return RecordingOrder.newBuilder()
                .setRecordingId(id.toString())
                .setDataKey(ByteString.copyFrom(KEY))
                .setLabel(ByteString.copyFromUtf8("call:label"))
                .setMaxSeconds(60)
                .setBeep(true)
                .build();
    }

    private ConferReply join(String session, UUID recording, boolean waits, boolean moderator) {
        return join(session, Optional.of(recording), waits, moderator);
    }

    private ConferReply join(String session, Optional<UUID> recorded, boolean waits, boolean moderator) {
        var order = ConferenceOrder.newBuilder()
                .setConferenceId("tenant/room")
                .setMost(10)
                .setWaitsForModerator(waits)
                .setModerator(moderator);
        recorded.ifPresent(id -> order.setRecording(recording(id)));
        return house.client.confer(ConferRequest.newBuilder()
                .setSessionId(session)
                .setLegId("leg")
                .setOrder(order)
                .build());
    }

    /** Both speak in time; what each heard. */
    private int[][] talk(int milliseconds) throws Exception {
        int[][] heard = new int[2][milliseconds * 8];
        int[] at = new int[2];
        ScriptedPhone[] phones = {first, second};
        long began = System.nanoTime();
        for (int count = 0; count < milliseconds / 20; count++, said++) {
            first.say(0, Hum.tone(FIRST_HZ, said));
            second.say(0, Hum.tone(SECOND_HZ, said));
            long wait = began + (count + 1) * 20_000_000L - System.nanoTime();
            if (wait > 0) {
                Thread.sleep(wait / 1_000_000);
            }
            for (int who = 0; who < 2; who++) {
                for (var packet = phones[who].hear(1); packet.isPresent(); packet = phones[who].hear(1)) {
                    Hum.put(packet.get().payload(), heard[who], at[who]);
                    at[who] += packet.get().payload().size();
                }
            }
        }
        return heard;
    }

    private int[] recorded(UUID id) throws Exception {
        RecordingReady ready = house.next(FromMedia.EventCase.RECORDING_READY).getRecordingReady();
        assertThat(ready.getFacts().getRecordingId()).isEqualTo(id.toString());
        assertThat(ready.getFacts().getEnd()).isEqualTo(RecordingEnd.RECORDING_END_HANGUP);
        return Hum.samples(Sealed.open(Sealed.fetch(house, id), id, KEY));
    }

    @Test
    void all_are_in_it_until_the_last_has_left_and_each_hears_a_beep() throws Exception {
        UUID id = UUID.randomUUID();
        assertThat(join("f", id, false, false).getJoined()).isTrue();
        int[][] alone = talk(1_000);
        assertThat(Hum.peak(alone[0], BEEP_HZ)).as("whoever is first").isGreaterThan(3_000);
        assertThat(join("s", UUID.randomUUID(), false, false).getJoined()).isTrue();
        int[][] together = talk(1_500);
        assertThat(Hum.peak(together[1], BEEP_HZ)).as("whoever comes later").isGreaterThan(3_000);
        assertThat(Hum.peak(together[0], BEEP_HZ)).as("is told already").isLessThan(1_000);
        house.close("f");
        talk(500);
        assertThat(house.events).as("one is there").isEmpty();
        house.close("s");

        int[] samples = recorded(id);
        assertThat(samples.length).isBetween(20_000, 30_000);
        int[] middle = Arrays.copyOfRange(samples, 11_000, 17_000);
        assertThat(Hum.of(middle, FIRST_HZ)).isBetween(6_500.0, 9_000.0);
        assertThat(Hum.of(middle, SECOND_HZ)).isBetween(6_500.0, 9_000.0);
        assertThat(house.shelf.waiting()).as("one recording").isEqualTo(1);

        UUID next = UUID.randomUUID();
        second = phone("t");
        join("t", next, false, false);
        talk(600);
        house.close("t");
        assertThat(recorded(next)).as("whoever begins anew").isNotEmpty();
    }

    @Test
    void it_begins_when_people_hear_each_other() throws Exception {
        UUID id = UUID.randomUUID();
        join("f", id, true, false);
        int[][] waiting = talk(1_000);
        assertThat(Hum.peak(waiting[0], BEEP_HZ)).isLessThan(2_000);
        try (var files = Files.list(folder)) {
            assertThat(files).as("nothing is recorded").isEmpty();
        }
        join("s", UUID.randomUUID(), true, true);
        int[][] together = talk(1_500);
        assertThat(Hum.peak(together[0], BEEP_HZ)).isGreaterThan(3_000);
        assertThat(Hum.peak(together[1], BEEP_HZ)).isGreaterThan(3_000);
        house.close("f");
        house.close("s");
        assertThat(recorded(id).length).as("not what was said before").isLessThan(16_000);
    }

    private boolean somethingIsRecorded() throws Exception {
        try (var files = Files.list(folder)) {
            return files.findAny().isPresent();
        }
    }

    @Test
    void whoever_makes_it_begin_without_an_order_has_nothing_recorded() throws Exception {
        join("f", UUID.randomUUID(), true, false);
        join("s", Optional.empty(), true, true);
        int[][] together = talk(800);
        assertThat(Hum.peak(together[0], BEEP_HZ)).isLessThan(3_000);
        assertThat(somethingIsRecorded()).isFalse();
    }

    @Test
    void an_order_goes_with_whoever_brought_it() throws Exception {
        try (var _ = phone("m")) {
            join("f", UUID.randomUUID(), true, false);
            join("s", Optional.empty(), true, false);
            house.close("f");
            talk(100); // his going arrives
            UUID id = UUID.randomUUID();
            join("m", id, true, true);
            talk(600);
            house.close("s");
            house.close("m");
            assertThat(recorded(id)).as("by the order of whoever is there").isNotEmpty();
        }
    }

    @Test
    void an_order_that_makes_no_sense_is_refused() {
        assertThat(house.client
                        .confer(ConferRequest.newBuilder()
                                .setSessionId("f")
                                .setLegId("leg")
                                .setOrder(ConferenceOrder.newBuilder()
                                        .setConferenceId("tenant/room")
                                        .setMost(10)
                                        .setRecording(recording(UUID.randomUUID()).toBuilder()
                                                .setDataKey(ByteString.copyFrom(new byte[3]))))
                                .build())
                        .hasRefused())
                .isTrue();
    }
}
