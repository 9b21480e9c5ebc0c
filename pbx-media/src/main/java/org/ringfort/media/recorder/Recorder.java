package org.ringfort.media.recorder;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.ringfort.media.codec.G711;
import org.ringfort.media.relay.Tap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One recording. On the loop it only collects: speech into segments, silence aside until speech follows, so that the silence
 * at the end is never written. A virtual thread seals and writes. Where nothing comes for a while, the gap is filled with
 * silence, so that the recording keeps the time of the call.
 */
public final class Recorder implements Tap {
    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
    /** Mean magnitude of a quiet packet: about -42 dB below full scale. */
    private static final int QUIET_MAGNITUDE = 256;

    private static final int HELD_BACK_BYTES = 10 * G711.SAMPLES_PER_SECOND;
    private static final int SEGMENTS_IN_FLIGHT = 128;
    /** Behind the clock by more than this, silence is filled in, but for a packet or three. */
    private static final int GAP_SAMPLES = 1_600;

    private static final int SLACK_SAMPLES = 480;

    private final RecordingOrder order;
    private final RecordingShelf shelf;
    private final InstantSource clock;
    private final Consumer<Recording> finished;
    private final BlockingQueue<Piece> pieces = new ArrayBlockingQueue<>(SEGMENTS_IN_FLIGHT);

    private byte[] segment = new byte[SegmentWriter.SEGMENT_BYTES];
    private int filled;
    private final byte[] heldBack = new byte[HELD_BACK_BYTES];
    private int heldBackBytes;
    private final byte[] converted = new byte[2_048];
    private long samples;
    private long samplesAtLastSpeech;
    private long pausedSamples;
    private long pausedAtLastSpeech;
    private boolean begun;
    private long beganNanos;
    private boolean over;
    private volatile boolean paused;
    /** Set by the writing thread: the disk refuses, and the recording has ended with what it holds. */
    private volatile boolean refused;

    /** What goes to the writing thread: octets to write, or, as the last, the end. */
    private record Piece(@Nullable SegmentOctets octets, FactsFile.@Nullable End end) {}

    private static final class SegmentOctets {
        private final byte[] octets;
        private final int lengthBytes;

        SegmentOctets(byte[] octets, int lengthBytes) {
            this.octets = octets;
            this.lengthBytes = lengthBytes;
        }
    }

    /**
     * @param finished told once, on the writing thread, when all is on the disk
     */
    public Recorder(RecordingOrder order, RecordingShelf shelf, InstantSource clock, Consumer<Recording> finished) {
        this.order = order;
        this.shelf = shelf;
        this.clock = clock;
        this.finished = finished;
    }

    /** Starts the writing thread; the recording exists from now on. */
    public void begin() {
        shelf.entered();
        Thread.ofVirtual().name("recording").start(this::write);
    }

    /** Any thread: what is said from now on is silence in the recording, or is kept again. */
    public void pause(boolean now) {
        paused = now;
    }

    // ------------------------------------------------------------- the loop

    @Override
    public void heard(byte[] octets, int start, int lengthBytes, boolean aLaw, int timestamp, long nowNanos) {
        if (over || refused || lengthBytes > converted.length) {
            return;
        }
        follow(nowNanos, lengthBytes);
        if (paused) {
            Arrays.fill(converted, 0, lengthBytes, G711.MU_SILENCE);
            pausedSamples += lengthBytes;
            collect(converted, lengthBytes, false);
            return;
        }
        long magnitude = 0;
        for (int at = 0; at < lengthBytes; at++) {
            byte code = octets[start + at];
            converted[at] = aLaw ? G711.aToMu(code) : code;
            magnitude += Math.abs(G711.linearOfMu(converted[at]));
        }
        collect(converted, lengthBytes, magnitude > (long) QUIET_MAGNITUDE * lengthBytes);
    }

    @Override
    public void passed(long nowNanos) {
        if (!over && !refused) {
            follow(nowNanos, 0);
        }
    }

    @Override
    public void pressed(char key) {
        if (order.stopDigits().indexOf(key) >= 0) {
            stop(RecordingEnd.DIGIT);
        }
    }

    @Override
    public void ended() {
        stop(RecordingEnd.HANGUP);
    }

    /** Ends the recording, unless it is over. */
    public void stop(RecordingEnd why) {
        if (over) {
            return;
        }
        over = true;
        handOver();
        put(new Piece(null, end(why)));
    }

    private FactsFile.End end(RecordingEnd why) {
        return new FactsFile.End(why, (int) (samplesAtLastSpeech / 8), 0, (int) (pausedAtLastSpeech / 8));
    }

    /** Fills a gap before {@code aboutToCome} samples with silence. */
    private void follow(long nowNanos, int aboutToCome) {
        if (!begun) {
            begun = true;
            beganNanos = nowNanos;
        }
        long due = (nowNanos - beganNanos) / 1_000 * G711.SAMPLES_PER_SECOND / 1_000_000 - aboutToCome;
        if (due - samples > GAP_SAMPLES) {
            long missing = due - samples - SLACK_SAMPLES;
            Arrays.fill(converted, G711.MU_SILENCE);
            while (missing > 0 && !over) {
                int part = (int) Math.min(missing, converted.length);
                collect(converted, part, false);
                missing -= part;
            }
        }
    }

    private void collect(byte[] octets, int lengthBytes, boolean speech) {
        int room = (int) Math.min(lengthBytes, (long) order.maxSeconds() * G711.SAMPLES_PER_SECOND - samples);
        samples += room;
        if (speech) {
            append(heldBack, heldBackBytes);
            heldBackBytes = 0;
            append(octets, room);
            samplesAtLastSpeech = samples;
            pausedAtLastSpeech = pausedSamples;
        } else {
            if (heldBackBytes + room > heldBack.length) {
                append(heldBack, heldBackBytes);
                heldBackBytes = 0;
            }
            System.arraycopy(octets, 0, heldBack, heldBackBytes, room);
            heldBackBytes += room;
        }
        if (samples >= (long) order.maxSeconds() * G711.SAMPLES_PER_SECOND) {
            stop(RecordingEnd.LIMIT);
        } else if (order.silenceSeconds() > 0
                && samples - samplesAtLastSpeech >= (long) order.silenceSeconds() * G711.SAMPLES_PER_SECOND) {
            stop(RecordingEnd.SILENCE);
        }
    }

    private void append(byte[] octets, int lengthBytes) {
        for (int at = 0; at < lengthBytes && !over; ) {
            int part = Math.min(lengthBytes - at, segment.length - filled);
            System.arraycopy(octets, at, segment, filled, part);
            filled += part;
            at += part;
            if (filled == segment.length) {
                handOver();
            }
        }
    }

    private void handOver() {
        if (filled > 0) {
            put(new Piece(new SegmentOctets(segment, filled), null));
            segment = new byte[SegmentWriter.SEGMENT_BYTES];
            filled = 0;
        }
    }

    /** The loop never waits: a disk that is a minute behind loses what comes now, and the recording ends as failed. */
    private void put(Piece piece) {
        if (!pieces.offer(piece)) {
            over = true;
            pieces.clear();
            pieces.add(new Piece(null, end(RecordingEnd.FAILED)));
        }
    }

    // ------------------------------------------------------------- the writing thread

    private void write() {
        long startedAt = clock.millis();
        try (SegmentWriter writer = shelf.begin(order, startedAt)) {
            write(writer, startedAt);
        } catch (IOException refusedByDisk) {
            refused(startedAt, 0, 0);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A disk that refuses ends the recording at once, with what it holds: who speaks on must not believe it is kept. */
    private void write(SegmentWriter writer, long startedAt) throws InterruptedException {
        long written = 0;
        try {
            while (true) {
                Piece piece = pieces.take();
                SegmentOctets octets = piece.octets();
                if (octets != null) {
                    writer.write(octets.octets, octets.lengthBytes);
                    written += octets.lengthBytes;
                }
                FactsFile.End said = piece.end();
                if (said != null) {
                    writer.close();
                    finished.accept(shelf.finish(
                            order,
                            startedAt,
                            new FactsFile.End(said.kind(), said.durationMillis(), writer.size(), said.pausedMillis())));
                    return;
                }
            }
        } catch (IOException refusedByDisk) {
            refused(startedAt, (int) (written / 8), writer.size());
        }
    }

    private void refused(long startedAt, int durationMillis, long sizeBytes) {
        refused = true;
        LOG.atError()
                .addKeyValue(Fields.EVENT_ACTION, Events.RECORDING_FAILED)
                .addKeyValue(Fields.CALL_ID, order.owner().sessionId())
                .addKeyValue(Fields.LEG_ID, order.owner().legId())
                .addKeyValue(Fields.EVENT_REASON, "the disk refuses")
                .log("a recording ended before its time");
        finished.accept(
                shelf.finish(order, startedAt, new FactsFile.End(RecordingEnd.FAILED, durationMillis, sizeBytes, 0)));
    }
}
