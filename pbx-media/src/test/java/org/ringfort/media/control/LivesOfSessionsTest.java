package org.ringfort.media.control;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfort.contract.media.v1.CopiedLeg;
import org.ringfort.contract.media.v1.CopyCallRequest;
import org.ringfort.contract.media.v1.FromEdge;
import org.ringfort.contract.media.v1.FromMedia;
import org.ringfort.contract.media.v1.LegQuiet;
import org.ringfort.contract.media.v1.RecordCallRequest;
import org.ringfort.contract.policy.v1.MediaPolicy;
import org.ringfort.contract.sound.v1.RecordingOrder;
import org.ringfort.media.srtp.SrtpProfile;
import org.slf4j.LoggerFactory;

/** Sessions whose edge or phone falls silent, and the last word on their legs. Time is in the test's hand. */
class LivesOfSessionsTest {
    private static final String[] MUX = {"a=rtcp-mux"};
    private static final MediaPolicy ANY = MediaPolicy.getDefaultInstance();

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private MediaHouse house;
    private ScriptedPhone alice;
    private ScriptedPhone bob;

    @BeforeEach
    void open() throws Exception {
        house = new MediaHouse(22_200, 22_300, Duration.ZERO, folder, nanos::get);
        alice = new ScriptedPhone();
        bob = new ScriptedPhone();
    }

    @AfterEach
    void close() throws Exception {
        alice.close();
        bob.close();
        house.close();
    }

    @Test
    void sessions_of_a_dead_edge_live_on_for_ten_seconds_and_no_longer() throws Exception {
        attachAndCall();
        detach();
        passes(Duration.ofMillis(9_900));
        assertThat(house.sessions.live()).isOne();

        passes(Duration.ofMillis(1_200));
        assertThat(house.sessions.live()).isZero();
        assertThat(house.client.report(house.session("s1")).getLegsCount()).isZero();
        assertThat(house.ports.inUse()).isZero();
    }

    @Test
    void what_a_dead_edge_sent_to_a_recording_server_ends_with_it() throws Exception {
        attachAndCall();
        assertThat(house.client
                        .recordCall(RecordCallRequest.newBuilder()
                                .setSessionId("s1")
                                .addAllLegIds(List.of("a", "b"))
                                .setOrder(RecordingOrder.newBuilder()
                                        .setRecordingId(UUID.randomUUID().toString())
                                        .setDataKey(ByteString.copyFrom(new byte[32]))
                                        .setMaxSeconds(60)
                                        .setElsewhere(true))
                                .build())
                        .getDone())
                .isTrue();
        assertThat(house.client
                        .copyCall(CopyCallRequest.newBuilder()
                                .setSessionId("copy")
                                .setEdgeId(MediaHouse.EDGE)
                                .setIncarnation(MediaHouse.INCARNATION)
                                .setCallSessionId("s1")
                                .setSignallingSecured(true)
                                .addLegs(CopiedLeg.newBuilder()
                                        .setLegId("1")
                                        .setCopiedLegId("a")
                                        .setLabel("1"))
                                .addLegs(CopiedLeg.newBuilder()
                                        .setLegId("2")
                                        .setCopiedLegId("b")
                                        .setLabel("2"))
                                .build())
                        .getSdp()
                        .isEmpty())
                .isFalse();
        assertThat(house.sessions.live()).isEqualTo(2);
        detach();
        passes(Duration.ofSeconds(11));
        assertThat(house.sessions.live()).isZero();
        assertThat(house.ports.inUse()).isZero();
    }

    @Test
    void an_edge_that_comes_back_in_time_finds_its_sessions() throws Exception {
        attachAndCall();
        detach();
        passes(Duration.ofSeconds(9));
        attach(MediaHouse.INCARNATION);
        passes(Duration.ofMinutes(5));
        assertThat(house.sessions.live()).isOne();
        alice.say(0, new byte[160]);
        assertThat(bob.hear(10_000)).isPresent();
    }

    @Test
    void another_life_of_the_edge_does_not_keep_what_the_one_before_left() throws Exception {
        attachAndCall();
        detach();
        attach("life-2");
        passes(Duration.ofSeconds(11));
        assertThat(house.sessions.live()).isZero();
    }

    @Test
    void a_leg_that_sends_nothing_is_told_after_twenty_seconds_and_every_twenty_after() throws Exception {
        attachAndCall();
        passes(Duration.ofMillis(19_900));
        alice.say(0, new byte[160]);
        assertThat(bob.hear(10_000)).isPresent();

        passes(Duration.ofMillis(200));
        LegQuiet first = house.next(FromMedia.EventCase.LEG_QUIET).getLegQuiet();
        assertThat(first.getLegId()).as("Alice spoke, Bob never did").isEqualTo("b");
        assertThat(first.getSeconds()).isEqualTo(20);

        passes(Duration.ofSeconds(20));
        assertThat(List.of(
                        house.next(FromMedia.EventCase.LEG_QUIET).getLegQuiet(),
                        house.next(FromMedia.EventCase.LEG_QUIET).getLegQuiet()))
                .extracting(LegQuiet::getLegId, LegQuiet::getSeconds)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("a", 20), org.assertj.core.groups.Tuple.tuple("b", 40));
        assertThat(house.events).isEmpty();
    }

    @Test
    void a_leg_on_hold_may_be_quiet() throws Exception {
        attachAndCall();
        List<SrtpProfile> suite = List.of(SrtpProfile.AES_CM_128_HMAC_SHA1_80);
        house.offer(
                "s1",
                "a",
                alice.describe("RTP/SAVP", "0", suite, 1, "a=rtcp-mux", "a=sendonly"),
                ANY,
                MediaHouse.toward("b", ANY));
        house.answer("s1", "b", "a", bob.describe("RTP/SAVP", "0", suite, 1, "a=rtcp-mux", "a=recvonly"));
        passes(Duration.ofMinutes(10));
        assertThat(house.events).isEmpty();
    }

    @Test
    void each_leg_is_logged_once_when_it_closes_with_what_it_dropped() throws Exception {
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        var logger = (Logger) LoggerFactory.getLogger("org.ringfort.media.session.ClosedLeg");
        Level before = logger.getLevel();
        logger.setLevel(Level.INFO);
        logger.addAppender(lines);
        try {
            attachAndCall();
            byte[] genuine = alice.sealed(0, false, new byte[160]);
            byte[] forged = alice.sealed(0, false, new byte[160]);
            forged[30] ^= 1;
            alice.send(genuine);
            alice.send(genuine);
            alice.send(forged);
            alice.send(forged);
            alice.say(0, new byte[160]);
            assertThat(bob.hear(10_000)).isPresent();
            assertThat(bob.hear(10_000)).isPresent();
            assertThat(house.close("s1").getLegsCount()).isEqualTo(2);
            assertThat(house.close("s1").getLegsCount()).isZero();
        } finally {
            logger.detachAppender(lines);
            logger.setLevel(before);
        }

        assertThat(lines.list).hasSize(2);
        Map<String, Object> first = fields(lines.list.getFirst());
        assertThat(first)
                .containsEntry("event.action", "media.leg_closed")
                .containsEntry("ringfort.call_id", "s1")
                .containsEntry("ringfort.leg_id", "a")
                .containsEntry("ringfort.media.packets_in", 2L)
                .containsEntry("ringfort.media.packets_out", 0L)
                .containsEntry("ringfort.media.dropped.replayed", 1L)
                .containsEntry("ringfort.media.dropped.bad_tag", 2L);
        assertThat(fields(lines.list.getLast()))
                .containsEntry("ringfort.leg_id", "b")
                .containsEntry("ringfort.media.packets_out", 2L)
                .doesNotContainKey("ringfort.media.dropped.bad_tag");
        assertThat(first.toString()).doesNotContain("127.0.0.1", "inline");
    }

    private static Map<String, Object> fields(ILoggingEvent line) {
        return line.getKeyValuePairs().stream().collect(Collectors.toMap(pair -> pair.key, pair -> pair.value));
    }

    private Optional<StreamObserver<FromEdge>> stream = Optional.empty();
    private CountDownLatch over = new CountDownLatch(1);

    private void attachAndCall() throws Exception {
        attach(MediaHouse.INCARNATION);
        house.call("s1", alice, MUX, bob, MUX);
        passes(Duration.ZERO); // the loop has taken the terms up before time moves
    }

    private void attach(String incarnation) throws Exception {
        over = new CountDownLatch(1);
        stream = Optional.of(house.attach(incarnation, over));
        house.next(FromMedia.EventCase.WELCOME);
    }

    private void detach() throws Exception {
        stream.orElseThrow().onCompleted();
        assertThat(over.await(5, TimeUnit.SECONDS)).isTrue();
        passes(Duration.ZERO);
    }

    /** Lets time pass, and both threads notice. */
    private void passes(Duration time) throws Exception {
        nanos.addAndGet(time.toNanos());
        for (int turn = 0; turn < 3; turn++) {
            assertThat(house.client.report(house.session("s1"))).isNotNull();
        }
        Thread.sleep(150); // the loop comes round every few milliseconds of real time
    }
}
