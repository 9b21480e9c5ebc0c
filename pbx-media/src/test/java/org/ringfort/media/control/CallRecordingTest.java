package org.ringfort.media.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfort.contract.media.v1.Done;
import org.ringfort.contract.media.v1.FromMedia;
import org.ringfort.contract.media.v1.PauseRecordingRequest;
import org.ringfort.contract.media.v1.RecordCallRequest;
import org.ringfort.contract.media.v1.RecordingReady;
import org.ringfort.contract.sound.v1.RecordingEnd;
import org.ringfort.contract.sound.v1.RecordingFacts;
import org.ringfort.contract.sound.v1.RecordingOrder;
import org.ringfort.media.recorder.RecordingShelf;

/** What two say to each other, in one recording, while they hear each other as before. */
class CallRecordingTest {
    private static final String[] MUX = {"a=rtcp-mux", MediaHouse.EVENTS};
    private static final byte[] KEY = new byte[32];
    private static final int ALICE_HZ = 440;
    private static final int BOB_HZ = 660;

    @TempDir
    Path folder;

    private MediaHouse house;
    private ScriptedPhone alice;
    private ScriptedPhone bob;
    private final UUID id = UUID.randomUUID();

    @BeforeEach
    void open() throws Exception {
        house = new MediaHouse(21_950, 21_990, Duration.ZERO, folder);
        alice = new ScriptedPhone();
        bob = new ScriptedPhone();
        house.attach();
        house.next(FromMedia.EventCase.WELCOME);
        house.call("s", alice, MUX, bob, MUX);
    }

    @AfterEach
    void close() throws Exception {
        alice.close();
        bob.close();
        house.close();
    }

    private Done record(boolean beep, String... legs) {
        return record(order().setBeep(beep), List.of(), legs);
    }

    private RecordingOrder.Builder order() {
        return RecordingOrder.newBuilder()
                .setRecordingId(id.toString())
                .setDataKey(ByteString.copyFrom(KEY))
                .setLabel(ByteString.copyFromUtf8("label"))
                .setMaxSeconds(60);
    }

    private Done record(RecordingOrder.Builder order, List<String> keyed, String... legs) {
        return house.client.recordCall(RecordCallRequest.newBuilder()
                .setSessionId("s")
                .addAllLegIds(List.of(legs))
                .addAllKeyedLegIds(keyed)
                .setOrder(order)
                .build());
    }

    private Done pause(String session, boolean paused) {
        return house.client.pauseRecording(PauseRecordingRequest.newBuilder()
                .setSessionId(session)
                .setPaused(paused)
                .build());
    }

    private static void press(ScriptedPhone phone, String keys) throws Exception {
        for (int at = 0; at < keys.length(); at++) {
            int event = keys.charAt(at) == '*' ? 10 : keys.charAt(at) - '0';
            phone.say(101, new byte[] {(byte) event, (byte) 0x8a, 3, 32});
            phone.say(0, Hum.SILENCE);
        }
    }

    @Test
    void both_are_in_it_and_hear_each_other_meanwhile() throws Exception {
        assertThat(record(false, "a", "b").getDone()).isTrue();
        int relayed = talk(150);
        assertThat(relayed).as("packets that came out").isGreaterThan(280);
        house.close("s");

        RecordingReady ready = house.next(FromMedia.EventCase.RECORDING_READY).getRecordingReady();
        assertThat(ready.getFacts().getEnd()).isEqualTo(RecordingEnd.RECORDING_END_HANGUP);
        assertThat(ready.getFacts().getDurationMs()).isBetween(2_500, 3_800);
        int[] samples = Hum.samples(Sealed.open(Sealed.fetch(house, id), id, KEY));
        int[] middle = Arrays.copyOfRange(samples, 8_000, 16_000);
        assertThat(Hum.of(middle, ALICE_HZ)).isBetween(7_000.0, 9_000.0);
        assertThat(Hum.of(middle, BOB_HZ)).isBetween(7_000.0, 9_000.0);
    }

    @Test
    void with_a_beep_both_hear_that_it_begins() throws Exception {
        assertThat(record(true, "a", "b").getDone()).isTrue();
        for (ScriptedPhone phone : List.of(alice, bob)) {
            int[] heard = new int[1_600];
            for (int count = 0; count < 10; count++) {
                List<Byte> packet = phone.hear(10_000).orElseThrow().payload();
                Hum.put(packet, heard, count * 160);
            }
            assertThat(Hum.of(heard, 1_000)).isGreaterThan(3_000);
        }
    }

    @Test
    void a_process_that_dies_leaves_what_was_said() throws Exception {
        assertThat(record(false, "a", "b").getDone()).isTrue();
        talk(150);
        // as the next process finds the folder of one that was killed: nothing was closed, nothing ended
        Path left = folder.resolveSibling(folder.getFileName() + "-killed");
        Files.createDirectories(left);
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.copy(file, left.resolve(file.getFileName()));
            }
        }
        try (RecordingShelf next = RecordingShelf.open(left)) {
            assertThat(next.ready(MediaHouse.EDGE)).singleElement().satisfies(recording -> {
                assertThat(recording.id()).isEqualTo(id);
                assertThat(recording.durationMillis()).isGreaterThan(1_500);
            });
            try (var octets = next.fetch(id).orElseThrow()) {
                int[] samples = Hum.samples(Sealed.open(octets.readAllBytes(), id, KEY));
                int[] middle = Arrays.copyOfRange(samples, 4_000, 12_000);
                assertThat(Hum.of(middle, ALICE_HZ)).isGreaterThan(7_000);
                assertThat(Hum.of(middle, BOB_HZ)).isGreaterThan(7_000);
            }
        }
    }

    @Test
    void who_may_pauses_it_and_what_is_said_meanwhile_is_not_in_it() throws Exception {
        assertThat(record(order(), List.of("a"), "a", "b").getDone()).isTrue();
        talk(60);
        press(alice, "*1");
        talk(60);
        press(bob, "*1"); // it is not his to say
        talk(40);
        press(alice, "*1");
        talk(60);
        house.close("s");

        RecordingFacts facts = house.next(FromMedia.EventCase.RECORDING_READY)
                .getRecordingReady()
                .getFacts();
        assertThat(facts.getPausedMs()).isBetween(1_600, 2_600);
        int[] samples = Hum.samples(Sealed.open(Sealed.fetch(house, id), id, KEY));
        assertThat(Hum.of(Arrays.copyOfRange(samples, 1_600, 8_000), ALICE_HZ)).isGreaterThan(6_000);
        int[] paused = Arrays.copyOfRange(samples, 12_800, 22_400);
        assertThat(Hum.peak(paused, ALICE_HZ)).isLessThan(50);
        assertThat(Hum.peak(paused, BOB_HZ)).isLessThan(50);
        int[] last = Arrays.copyOfRange(samples, samples.length - 6_400, samples.length);
        assertThat(Hum.of(last, ALICE_HZ)).isGreaterThan(6_000);
        assertThat(Hum.of(last, BOB_HZ)).isGreaterThan(6_000);
    }

    @Test
    void on_demand_nothing_is_recorded_before_somebody_asks() throws Exception {
        assertThat(record(order().setOnDemand(true).setBeep(true), List.of("b"), "a", "b")
                        .getDone())
                .isTrue();
        talk(60);
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
        press(bob, "*1");
        talk(75);
        house.close("s");
        RecordingFacts facts = house.next(FromMedia.EventCase.RECORDING_READY)
                .getRecordingReady()
                .getFacts();
        assertThat(facts.getDurationMs()).isBetween(1_000, 2_200);
        assertThat(facts.getPausedMs()).isZero();
    }

    @Test
    void whom_nobody_asks_to_record_leaves_nothing() throws Exception {
        assertThat(record(order().setOnDemand(true), List.of("b"), "a", "b").getDone())
                .isTrue();
        talk(40);
        house.close("s");
        assertThat(house.events.poll(500, TimeUnit.MILLISECONDS)).isNull();
        assertThat(house.shelf.waiting()).isZero();
    }

    /** The phone that stays has the key still; whoever has come was asked nothing. */
    @Test
    void after_a_transfer_no_key_and_no_order_begins_it() throws Exception {
        assertThat(record(order().setOnDemand(true), List.of("a", "b"), "a", "b")
                        .getDone())
                .isTrue();
        talk(10);
        try (var carol = new ScriptedPhone()) {
            house.transfer("s", carol, MUX);
            press(alice, "*1");
            alice.say(0, Hum.tone(ALICE_HZ, 0));
            assertThat(carol.hear(10_000)).as("they talk").isPresent();
            assertThat(pause("s", false).hasRefused()).isTrue();
            try (var files = Files.list(folder)) {
                assertThat(files).isEmpty();
            }
            house.close("s");
        }
        FromMedia event = house.events.poll(300, TimeUnit.MILLISECONDS);
        while (event != null) { // the keys themselves are told
            assertThat(event.getEventCase()).isEqualTo(FromMedia.EventCase.DIGIT);
            event = house.events.poll(300, TimeUnit.MILLISECONDS);
        }
    }

    /** The first keeps what was said before, and the second has who talks then. */
    @Test
    void after_a_transfer_another_order_records_those_who_talk_then() throws Exception {
        assertThat(record(false, "a", "b").getDone()).isTrue();
        talk(60);
        UUID next = UUID.randomUUID();
        try (var carol = new ScriptedPhone()) {
            house.transfer("s", carol, MUX);
            assertThat(record(order().setRecordingId(next.toString()), List.of("c"), "a", "c")
                            .getDone())
                    .isTrue();
            bob.close();
            bob = carol;
            talk(100);
            press(carol, "*1");
            talk(40);
            press(carol, "*1");
            talk(20);
            house.close("s");
        }
        RecordingFacts first = house.next(FromMedia.EventCase.RECORDING_READY)
                .getRecordingReady()
                .getFacts();
        assertThat(first.getRecordingId()).isEqualTo(id.toString());
        assertThat(first.getDurationMs()).isBetween(900, 1_900);
        RecordingFacts second = house.next(FromMedia.EventCase.RECORDING_READY)
                .getRecordingReady()
                .getFacts();
        assertThat(second.getRecordingId()).isEqualTo(next.toString());
        assertThat(second.getPausedMs()).as("by who has come").isBetween(400, 1_400);
        int[] samples = Hum.samples(Sealed.open(Sealed.fetch(house, next), next, KEY));
        int[] middle = Arrays.copyOfRange(samples, 4_000, 12_000);
        assertThat(Hum.of(middle, ALICE_HZ)).as("who stays").isGreaterThan(6_000);
        assertThat(Hum.of(middle, BOB_HZ)).as("who comes").isGreaterThan(6_000);
    }

    @Test
    void it_pauses_and_goes_on_by_order_while_it_lasts() throws Exception {
        assertThat(pause("s", true).hasRefused()).as("there is none").isTrue();
        assertThat(record(false, "a", "b").getDone()).isTrue();
        assertThat(pause("s", true).getDone()).isTrue();
        assertThat(pause("s", true).getDone()).as("twice is once").isTrue();
        talk(60);
        assertThat(pause("s", false).getDone()).isTrue();
        talk(60);
        house.close("s");
        RecordingFacts facts = house.next(FromMedia.EventCase.RECORDING_READY)
                .getRecordingReady()
                .getFacts();
        assertThat(facts.getPausedMs()).isBetween(900, 1_700);
        assertThat(pause("s", true).hasRefused()).isTrue();
    }

    @Test
    void what_makes_no_sense_is_refused() {
        assertThat(record(false, "a").hasRefused()).isTrue();
        assertThat(record(false, "a", "nobody").hasRefused()).isTrue();
    }

    /** Both speak, a packet each 20 ms; how many packets came out. */
    private int talk(int packets) throws Exception {
        int heard = 0;
        long began = System.nanoTime();
        for (int count = 0; count < packets; count++) {
            alice.say(0, Hum.tone(ALICE_HZ, count));
            bob.say(0, Hum.tone(BOB_HZ, count));
            long wait = began + (count + 1) * 20_000_000L - System.nanoTime();
            if (wait > 0) {
                Thread.sleep(wait / 1_000_000);
            }
            heard += bob.hear(5).isPresent() ? 1 : 0;
            heard += alice.hear(5).isPresent() ? 1 : 0;
        }
        return heard;
    }
}
