package org.ringfort.media.codec;

import java.util.Arrays;

/**
 * One stream of speech out of one coding into another, in frames of 20 ms: what is lost on the way in is concealed for a while,
 * a longer gap stays a gap, what comes late is given up. Key presses keep their place between the frames. One thread at a
 * time.
 *
 * <p>Sequence numbers and timestamps that it gives begin anywhere and belong together; the timestamps tick at the clock of the
 * coding written.
 *
 * @rfc 3550 5.1
 * @rfc 4733 2.5.1.2
 */
public final class Transcoder {
    private static final int MOST_CONCEALED_MILLIS = 60;
    /** Out of order by more than this, a stream has begun anew. */
    private static final int MOST_OUT_OF_ORDER = 100;
    /** A longer leap of timestamps is no pause but a new count. */
    private static final int LONGEST_PAUSE_SECONDS = 60;

    private static final int MOST_EVENT_BYTES = 64;
    private static final int MOST_AHEAD_MILLIS = 200;

    private final int fromClockHz;
    private final int toClockHz;
    private final Coding reads;
    private final int readHz;
    private AudioDecoder decoder;
    private final AudioEncoder encoder;
    private Resampler resampler;
    private final short[] read;
    private final short[] queue;
    private int queued;

    private boolean begun;
    private int ssrc;
    private int nextSequence;
    private int nextTimestamp;
    private int sequence;
    private int timestamp; // of the first sample in the queue
    private boolean marked = true;
    private final ComfortNoise noise = new ComfortNoise();
    private boolean lulled;
    private boolean skipped;
    /** How much noise was made too much, in ticks of the clock read: the next is less by that. */
    private int ahead;

    private boolean inEvent;
    private int eventBegan;
    private int eventTimestamp;

    /** Takes what comes out; the octets are the taker's own. */
    @FunctionalInterface
    public interface Sink {
        void packet(byte[] payload, int sequence, int timestamp, boolean marker);
    }

    public Transcoder(Coding from, Coding to) {
        fromClockHz = from.clockHz();
        toClockHz = to.clockHz();
        reads = from;
        readHz = from.sampleHzBeside(to);
        decoder = reads.decoder(readHz);
        encoder = to.encoder(to.sampleHzBeside(from));
        resampler = new Resampler(decoder.sampleHz(), encoder.sampleHz());
        read = new short[AudioDecoder.LONGEST_MILLIS * decoder.sampleHz() / 1_000];
        queue = new short[(AudioDecoder.LONGEST_MILLIS + AudioEncoder.FRAME_MILLIS) * encoder.sampleHz() / 1_000];
    }

    /**
     * Speech, as one packet brings it.
     *
     * @return false where it came too late or is none of the coding; nothing of it is heard
     */
    public boolean packet(
            int from, int sequenceOfPacket, int timestampOfPacket, byte[] octets, int start, int length, Sink sink) {
        if (!follows(from, sequenceOfPacket, timestampOfPacket)) {
            return false;
        }
        boolean lost = sequenceOfPacket != nextSequence;
        nextSequence = (sequenceOfPacket + 1) & 0xffff;
        inEvent = false;
        int gap = timestampOfPacket - nextTimestamp;
        if (lulled) {
            calm(gap, sink);
        } else if (gap > 0 && gap < LONGEST_PAUSE_SECONDS * fromClockHz) {
            bridge(gap, lost, octets, start, length, sink);
        }
        lulled = false;
        if (skipped) { // what a decoder expects goes on from what was heard before
            skipped = false;
            decoder = reads.decoder(readHz);
            resampler = new Resampler(decoder.sampleHz(), encoder.sampleHz());
        }
        nextTimestamp = timestampOfPacket;
        int count = decoder.decode(octets, start, length, read);
        if (count < 0) {
            return false;
        }
        nextTimestamp += (int) ((long) count * fromClockHz / decoder.sampleHz());
        take(count, sink);
        return true;
    }

    /** A packet that nobody is to hear: its time is a pause, and nothing is made up in its place. */
    public void skip(int from, int sequenceOfPacket) {
        int ahead = (short) (sequenceOfPacket - nextSequence);
        if (begun && from == ssrc && ahead >= 0 && ahead <= MOST_OUT_OF_ORDER) {
            nextSequence = (sequenceOfPacket + 1) & 0xffff;
            skipped = true;
        }
    }

    /**
     * The stream pauses, and its first {@value AudioEncoder#FRAME_MILLIS} ms of that are noise as the packet tells.
     *
     * @return false where it came too late; nothing of it is heard
     * @rfc 3389 4
     */
    public boolean lull(int from, int sequenceOfPacket, int timestampOfPacket, byte[] told, Sink sink) {
        if (!follows(from, sequenceOfPacket, timestampOfPacket)) {
            return false;
        }
        nextSequence = (sequenceOfPacket + 1) & 0xffff;
        inEvent = false;
        noise.tell(told, 0, told.length);
        int gap = timestampOfPacket - nextTimestamp;
        if (lulled || gap > 0) {
            calm(gap, sink);
        }
        nextTimestamp = timestampOfPacket;
        lulled = true;
        lull(sink);
        return true;
    }

    /** As much of the noise again, while nothing comes. */
    public void lull(Sink sink) {
        int frame = fromClockHz / 1_000 * AudioEncoder.FRAME_MILLIS;
        nextTimestamp += frame;
        if (ahead >= frame) {
            ahead -= frame;
        } else {
            noise(frame, sink);
        }
    }

    /**
     * A key press, or a part of one.
     *
     * @param eventClockHz of the stream it comes from
     * @param toEventClockHz of the stream it goes to
     */
    public boolean event(
            int from,
            int sequenceOfPacket,
            int timestampOfPacket,
            boolean marker,
            byte[] event,
            int eventClockHz,
            int toEventClockHz,
            Sink sink) {
        if (event.length < 4
                || event.length > MOST_EVENT_BYTES
                || !follows(from, sequenceOfPacket, timestampOfPacket)) {
            return false;
        }
        nextSequence = (sequenceOfPacket + 1) & 0xffff;
        lulled = false;
        if (!inEvent || timestampOfPacket != eventBegan) {
            inEvent = true;
            eventBegan = timestampOfPacket;
            int ahead = timestampOfPacket - nextTimestamp;
            boolean sameCount = ahead > 0 && ahead < 2 * fromClockHz;
            eventTimestamp =
                    timestamp + ticks(queued, encoder.sampleHz()) + (sameCount ? ticks(ahead, fromClockHz) : 0);
        }
        put(scaled(event.clone(), eventClockHz, toEventClockHz), eventTimestamp, marker, sink);
        return true;
    }

    /** The same press with its duration in other ticks. */
    public static byte[] scaled(byte[] event, int fromHz, int toHz) {
        if (fromHz != toHz && event.length >= 4) {
            int duration = (event[2] & 0xff) << 8 | (event[3] & 0xff);
            int told = (int) Math.min(0xffff, (long) duration * toHz / fromHz);
            event[2] = (byte) (told >> 8);
            event[3] = (byte) told;
        }
        return event;
    }

    private boolean follows(int from, int sequenceOfPacket, int timestampOfPacket) {
        int ahead = (short) (sequenceOfPacket - nextSequence);
        if (!begun || from != ssrc || Math.abs(ahead) > MOST_OUT_OF_ORDER) {
            begun = true;
            ssrc = from;
            nextSequence = sequenceOfPacket;
            nextTimestamp = timestampOfPacket;
            return true;
        }
        return ahead >= 0;
    }

    /** What lies between the last packet and this one: lost, or not said at all. */
    private void bridge(int gap, boolean lost, byte[] octets, int start, int length, Sink sink) {
        int left = gap;
        if (lost) {
            int hz = decoder.sampleHz();
            long missing = Math.min((long) gap * hz / fromClockHz, (long) MOST_CONCEALED_MILLIS * hz / 1_000);
            int count = (int) missing & ~1; // a resampler may want pairs
            if (count > 0) {
                decoder.conceal(read, count, octets, start, length);
                take(count, sink);
                left -= (int) ((long) count * fromClockHz / hz);
            }
        }
        if (left > fromClockHz / 1_000) { // less is a matter of rounding
            pause(left, sink);
        }
    }

    /** What lies between a pause and what comes then: noise of it, or, where there was too much of it, less the next time. */
    private void calm(int gap, Sink sink) {
        if (gap <= 0) {
            ahead = (int) Math.min((long) ahead - gap, MOST_AHEAD_MILLIS * fromClockHz / 1_000);
            return;
        }
        int filled = Math.min(gap, MOST_CONCEALED_MILLIS * fromClockHz / 1_000);
        noise(filled, sink);
        if (gap > filled && gap < LONGEST_PAUSE_SECONDS * fromClockHz) {
            pause(gap - filled, sink);
        }
    }

    private void noise(int ticks, Sink sink) {
        int count = (int) ((long) ticks * decoder.sampleHz() / fromClockHz) & ~1; // a resampler may want pairs
        noise.fill(read, count);
        take(count, sink);
    }

    private void pause(int gap, Sink sink) {
        int frame = encoder.frameSamples();
        int padded = 0;
        if (queued > 0) {
            padded = frame - queued;
            Arrays.fill(queue, queued, frame, (short) 0);
            queued = frame;
            write(sink);
        }
        timestamp += Math.max(0, ticks(gap, fromClockHz) - ticks(padded, encoder.sampleHz()));
        marked = true;
    }

    private void take(int count, Sink sink) {
        queued += resampler.resample(read, count, queue, queued);
        while (queued >= encoder.frameSamples()) {
            write(sink);
        }
    }

    private void write(Sink sink) {
        byte[] room = new byte[AudioEncoder.MOST_BYTES];
        int length = encoder.encode(queue, room, 0);
        put(Arrays.copyOf(room, length), timestamp, marked, sink);
        marked = false;
        int frame = encoder.frameSamples();
        timestamp += ticks(frame, encoder.sampleHz());
        queued -= frame;
        System.arraycopy(queue, frame, queue, 0, queued);
    }

    private void put(byte[] payload, int at, boolean marker, Sink sink) {
        sink.packet(payload, sequence, at, marker);
        sequence = (sequence + 1) & 0xffff;
    }

    /** Of the clock written. */
    private int ticks(int count, int ofHz) {
        return (int) ((long) count * toClockHz / ofHz);
    }
}
