package org.ringfort.edge.mediaplane;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.DeliverReply;
import org.ringfort.contract.media.v1.OfferRequest;
import org.ringfort.contract.media.v1.RecordingReady;
import org.ringfort.contract.sound.v1.RecordingFacts;
import org.ringfort.edge.fake.FakeMedia;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.peer.Asked;
import org.ringfort.edge.peer.Attachment;
import org.ringfort.edge.peer.Backoff;

class MediaPlaneTest {
    private final FakeMedia media = FakeMedia.started();
    private final List<RecordingReady> recordings = new CopyOnWriteArrayList<>();
    private final List<MediaEvent> events = new CopyOnWriteArrayList<>();
    /** How long sessions live on without a stream: time enough for a busy machine to have it back. */
    private static final Duration GIVEN_UP_AFTER = Duration.ofMillis(1_500);

    private final MediaPlane mediaPlane = new MediaPlane(
            media.channel(),
            new MediaPlane.Settings(
                    "edge-1",
                    "now",
                    Duration.ofMillis(300),
                    Duration.ofSeconds(5),
                    GIVEN_UP_AFTER,
                    Attachment.Limits.DEFAULT),
            recordings::add,
            quick());

    private static Backoff quick() {
        return new Backoff(Duration.ofMillis(20), Duration.ofMillis(50), new Random(1));
    }

    @AfterEach
    void end() {
        mediaPlane.close();
        media.close();
    }

    private void attach() {
        mediaPlane.listen("s", events::add);
        mediaPlane.start();
        Until.holds("attached", mediaPlane::attached);
    }

    @Test
    void an_offer_names_the_edge_and_its_incarnation() {
        assertThat(mediaPlane.offer(OfferRequest.newBuilder().setSessionId("s").setLegId("a")))
                .isInstanceOf(Asked.Answered.class);
        assertThat(media.offers.getFirst().getEdgeId()).isEqualTo("edge-1");
        assertThat(media.offers.getFirst().getIncarnation()).isEqualTo("now");
    }

    @Test
    void media_that_hangs_is_unavailable_at_the_deadline() {
        media.hangs = true;
        assertThat(mediaPlane.close("s")).isInstanceOf(Asked.Unavailable.class);
    }

    @Test
    void events_reach_the_listener_of_their_session_only() {
        attach();
        media.digit("other", "leg", '1');
        media.digit("s", "leg", '2');
        Until.equal(List.of(new MediaEvent.Digit("leg", '2')), () -> List.copyOf(events));
        mediaPlane.forget("s");
        assertThat(mediaPlane.listening()).isZero();
    }

    @Test
    void a_stream_that_breaks_and_comes_back_loses_no_session() throws InterruptedException {
        attach();
        media.breakStream();
        Until.holds("attached again", () -> media.attached() && mediaPlane.attached());
        Thread.sleep(GIVEN_UP_AFTER.plusMillis(200));
        assertThat(events).isEmpty();
    }

    @Test
    void another_incarnation_has_lost_every_session() {
        attach();
        media.die();
        media.incarnation = "media-2";
        media.start();
        Until.equal(List.of(new MediaEvent.Lost()), () -> List.copyOf(events));
    }

    @Test
    void media_away_for_too_long_has_lost_every_session() {
        attach();
        media.die();
        Until.equal(List.of(new MediaEvent.Lost()), () -> List.copyOf(events));
    }

    @Test
    void a_finished_recording_is_delivered_then_discarded_however_often_it_is_said() {
        var pump = pump((facts, octets) -> new Asked.Answered<>(stored(octets)), 2);
        attach();
        var facts = RecordingFacts.newBuilder().setRecordingId("r").build();
        media.recorded("s", "leg", facts, ByteString.copyFrom(new byte[200_000]));
        Until.holds("heard", () -> !recordings.isEmpty());
        pump.ready(facts);
        pump.ready(facts);
        Until.holds("discarded", () -> media.recordings.isEmpty() && pump.waiting() == 0);
        assertThat(delivered).containsExactly("r");
        assertThat(octetsDelivered).hasValue(200_000);
        pump.ready(facts); // said once more after it is gone
        Until.holds("nothing waits", () -> pump.waiting() == 0);
        assertThat(delivered).containsExactly("r");
    }

    @Test
    void a_recording_is_tried_until_the_app_is_there() {
        var attempts = new AtomicInteger();
        var pump = pump(
                (facts, octets) -> attempts.incrementAndGet() < 4
                        ? new Asked.Unavailable<>("UNAVAILABLE")
                        : new Asked.Answered<>(stored(octets)),
                1);
        media.recordings.put("r", ByteString.copyFromUtf8("x"));
        pump.ready(RecordingFacts.newBuilder().setRecordingId("r").build());
        Until.holds("through", () -> pump.waiting() == 0);
        assertThat(attempts).hasValue(4);
        assertThat(failed).hasSize(3);
        assertThat(media.recordings).isEmpty();
    }

    @Test
    void a_recording_is_kept_while_media_does_not_hear_that_it_may_go() {
        var pump = pump((facts, octets) -> new Asked.Answered<>(stored(octets)), 1);
        media.recordings.put("r", ByteString.copyFromUtf8("x"));
        media.hangs = true;
        pump.ready(RecordingFacts.newBuilder().setRecordingId("r").build());
        Until.holds("a failed discard", () -> !failed.isEmpty());
        media.hangs = false;
        Until.holds("through", () -> pump.waiting() == 0);
        assertThat(media.recordings).isEmpty();
    }

    @Test
    void a_rejected_recording_is_discarded_and_said() {
        var pump = pump(
                (facts, octets) -> new Asked.Answered<>(
                        DeliverReply.newBuilder().setRejected("no mailbox").build()),
                1);
        media.recordings.put("r", ByteString.copyFromUtf8("x"));
        pump.ready(RecordingFacts.newBuilder().setRecordingId("r").build());
        Until.holds("through", () -> pump.waiting() == 0);
        assertThat(rejected).containsExactly("r no mailbox");
        assertThat(media.recordings).isEmpty();
    }

    private final List<String> delivered = new CopyOnWriteArrayList<>();
    private final List<String> rejected = new CopyOnWriteArrayList<>();
    private final List<String> failed = new CopyOnWriteArrayList<>();
    private final AtomicInteger octetsDelivered = new AtomicInteger();

    private DeliverReply stored(Iterator<ByteString> octets) {
        octets.forEachRemaining(part -> octetsDelivered.addAndGet(part.size()));
        return DeliverReply.newBuilder().setStored(true).build();
    }

    private RecordingPump pump(RecordingPump.To app, int atOnce) {
        var witness = new RecordingPump.Witness() {
            @Override
            public void delivered(String recordingId) {
                delivered.add(recordingId);
            }

            @Override
            public void rejected(String recordingId, String why) {
                rejected.add(recordingId + " " + why);
            }

            @Override
            public void failed(String recordingId, String why) {
                failed.add(recordingId + " " + why);
            }
        };
        return new RecordingPump(mediaPlane, app, witness, MediaPlaneTest::quick, atOnce);
    }
}
