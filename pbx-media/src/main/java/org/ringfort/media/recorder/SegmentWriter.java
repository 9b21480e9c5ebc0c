package org.ringfort.media.recorder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes the encrypted form: each segment sealed by itself and written at once, so that a process that dies loses at most
 * the segment it was collecting. Forced to the disk every {@value #FORCE_EVERY} segments (about two seconds). One thread.
 */
final class SegmentWriter implements AutoCloseable {
    /** Half a second. */
    static final int SEGMENT_BYTES = 4_096;

    static final int TAG_BYTES = 16;
    private static final int FORCE_EVERY = 4;

    private final Disk.Open channel;
    private final SecretKeySpec key;
    private final byte[] identity;
    private final Cipher cipher;
    private int number;
    private long size;
    private boolean closed;

    SegmentWriter(Disk.Open file, RecordingOrder order) {
        channel = file;
        byte[] revealed = order.dataKey().reveal();
        key = new SecretKeySpec(revealed, "AES");
        Arrays.fill(revealed, (byte) 0);
        identity = order.id().toString().getBytes(StandardCharsets.US_ASCII);
        try {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /**
     * @throws IOException where the disk refuses; what was written before stays whole
     */
    void write(byte[] octets, int lengthBytes) throws IOException {
        ByteBuffer segment = ByteBuffer.allocate(4 + lengthBytes + TAG_BYTES);
        segment.putInt(lengthBytes + TAG_BYTES);
        try {
            byte[] nonce = ByteBuffer.allocate(12).putInt(8, number).array();
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BYTES * 8, nonce));
            cipher.updateAAD(identity);
            cipher.doFinal(ByteBuffer.wrap(octets, 0, lengthBytes), segment);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
        number++; // never the same nonce again, even if the disk refuses
        segment.flip();
        try {
            while (segment.hasRemaining()) {
                channel.write(segment, size + segment.position());
            }
        } catch (IOException refused) {
            channel.truncate(size);
            throw refused;
        }
        size += segment.limit();
        if (number % FORCE_EVERY == 0) {
            channel.force();
        }
    }

    long size() {
        return size;
    }

    /** Closing twice is harmless. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            channel.force();
        } finally {
            channel.close();
        }
    }
}
