package org.ringfort.media.recorder;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * What is known of a recording, beside it: written whole when it begins, its end filled in later into room that is already
 * there, so that a full disk cannot hinder it and a torn write is noticed. Holds no key.
 *
 * <p>Form: "RFRF2", then in the encoding of {@link DataOutputStream} edge, session, leg, id, start, label; CRC-32 of all
 * that; then 21 octets for the end (zero until then): its kind from 1, duration, size, how much of it was paused, CRC-32. Earlier files
 * begin with "RFRF1" and know no pauses.
 */
final class FactsFile {
    private static final byte[] MAGIC = {'R', 'F', 'R', 'F', '2'};
    private static final byte[] WITHOUT_PAUSES = {'R', 'F', 'R', 'F', '1'};
    private static final int END_BYTES = 1 + 4 + 8 + 4 + 4;
    private static final int END_WITHOUT_PAUSES_BYTES = 1 + 4 + 8 + 4;
    private static final int LARGEST_BYTES = Label.MOST_BYTES + 4_096;

    /** What a facts file says. */
    record Facts(UUID id, RecordingOrder.Owner owner, Label label, long startedAtMillis, Optional<End> end) {
        Recording finished(End how) {
            return new Recording(
                    id,
                    owner,
                    label,
                    how.durationMillis(),
                    how.kind(),
                    startedAtMillis,
                    how.sizeBytes(),
                    how.pausedMillis());
        }
    }

    record End(RecordingEnd kind, int durationMillis, long sizeBytes, int pausedMillis) {}

    private FactsFile() {}

    static void begin(Path file, RecordingOrder order, long startedAtMillis) throws IOException {
        var octets = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(octets)) {
            out.write(MAGIC);
            out.writeUTF(order.owner().edgeId());
            out.writeUTF(order.owner().sessionId());
            out.writeUTF(order.owner().legId());
            out.writeUTF(order.id().toString());
            out.writeLong(startedAtMillis);
            byte[] label = order.label().octets();
            out.writeInt(label.length);
            out.write(label);
            out.flush();
            out.writeInt(crc(octets.toByteArray()));
            out.write(new byte[END_BYTES]);
        }
        Files.write(file, octets.toByteArray(), StandardOpenOption.CREATE_NEW, StandardOpenOption.SYNC);
    }

    static void end(Path file, End end) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer magic = ByteBuffer.allocate(MAGIC.length);
            int slotBytes = channel.read(magic, 0) == MAGIC.length ? endBytes(magic.array()) : END_BYTES;
            ByteBuffer slot = ByteBuffer.allocate(slotBytes);
            slot.put((byte) end.kind().code());
            slot.putInt(end.durationMillis()).putLong(end.sizeBytes());
            if (slotBytes == END_BYTES) {
                slot.putInt(end.pausedMillis());
            }
            slot.putInt(crc(slot.array(), slotBytes - 4));
            channel.write(slot.flip(), channel.size() - slotBytes);
            channel.force(true);
        }
    }

    private static int endBytes(byte[] octets) {
        int differs = Arrays.mismatch(octets, WITHOUT_PAUSES);
        return differs >= 0 && differs < WITHOUT_PAUSES.length ? END_BYTES : END_WITHOUT_PAUSES_BYTES;
    }

    /** Empty where it is no whole facts file. */
    static Optional<Facts> read(Path file) throws IOException {
        if (Files.size(file) > LARGEST_BYTES) {
            return Optional.empty();
        }
        byte[] octets = Files.readAllBytes(file);
        int body = octets.length - endBytes(octets) - 4;
        if (body < MAGIC.length || ByteBuffer.wrap(octets, body, 4).getInt() != crc(octets, body)) {
            return Optional.empty();
        }
        try (var in = new DataInputStream(new ByteArrayInputStream(octets, 0, body))) {
            byte[] magic = in.readNBytes(MAGIC.length);
            if (!Arrays.equals(magic, MAGIC) && !Arrays.equals(magic, WITHOUT_PAUSES)) {
                return Optional.empty();
            }
            var owner = new RecordingOrder.Owner(in.readUTF(), in.readUTF(), in.readUTF());
            UUID id = UUID.fromString(in.readUTF());
            long startedAt = in.readLong();
            Label label = Label.of(in.readNBytes(in.readInt()));
            return Optional.of(new Facts(id, owner, label, startedAt, readEnd(octets, body + 4)));
        } catch (IOException | IllegalArgumentException misshapen) {
            return Optional.empty();
        }
    }

    private static Optional<End> readEnd(byte[] octets, int at) {
        byte[] copy = Arrays.copyOfRange(octets, at, octets.length);
        ByteBuffer slot = ByteBuffer.wrap(copy);
        Optional<RecordingEnd> kind = RecordingEnd.ofCode(slot.get());
        int durationMillis = slot.getInt();
        long sizeBytes = slot.getLong();
        int pausedMillis = copy.length == END_BYTES ? slot.getInt() : 0;
        return slot.getInt() == crc(copy, copy.length - 4)
                ? kind.map(known -> new End(known, durationMillis, sizeBytes, pausedMillis))
                : Optional.empty();
    }

    private static int crc(byte[] octets) {
        return crc(octets, octets.length);
    }

    private static int crc(byte[] octets, int lengthBytes) {
        var crc = new CRC32();
        crc.update(octets, 0, lengthBytes);
        return (int) crc.getValue();
    }
}
