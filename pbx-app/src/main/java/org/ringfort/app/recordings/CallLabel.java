package org.ringfort.app.recordings;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.ringfort.app.keys.Envelope;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.secret.Secret;

/**
 * What a recording carries so that it finds its call, however late it comes, and its key; sealed by us, opaque to edge and media.
 *
 * <p>On the wire: {@code call:}, 16 octets tenant, then the sealed rest. Labels without a room's name were made before there was one.
 *
 * @param room name of the conference room; empty where it is a call
 */
record CallLabel(TenantId tenant, String callId, String caller, String dialled, Secret dataKey, String room) {
    private static final int KEY_OCTETS = 32;
    static final String KIND = "call";
    private static final byte[] PREFIX = (KIND + ":").getBytes(StandardCharsets.US_ASCII);

    byte[] seal(Envelope envelope, UUID recording) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(octets)) {
            out.writeUTF(callId);
            out.writeUTF(caller);
            out.writeUTF(dialled);
            out.write(dataKey.reveal());
            out.writeUTF(room);
        } catch (IOException memoryOnly) {
            throw new UncheckedIOException(memoryOnly);
        }
        byte[] plain = octets.toByteArray();
        byte[] sealed = envelope.seal(tenant, plain, context(recording));
        Arrays.fill(plain, (byte) 0);
        return ByteBuffer.allocate(PREFIX.length + 16 + sealed.length)
                .put(PREFIX)
                .putLong(tenant.value().getMostSignificantBits())
                .putLong(tenant.value().getLeastSignificantBits())
                .put(sealed)
                .array();
    }

    /**
     * @throws Envelope.KeyMissing if it may open another day
     * @throws Envelope.Unreadable if it was not sealed here for this recording
     * @throws IllegalArgumentException if it is none of ours
     */
    static CallLabel open(Envelope envelope, UUID recording, byte[] label) {
        if (label.length < PREFIX.length + 16 || Arrays.mismatch(PREFIX, Arrays.copyOf(label, PREFIX.length)) >= 0) {
            throw new IllegalArgumentException("not the label of a call");
        }
        ByteBuffer id = ByteBuffer.wrap(label, PREFIX.length, 16);
        TenantId tenant = new TenantId(new UUID(id.getLong(), id.getLong()));
        byte[] sealed = Arrays.copyOfRange(label, PREFIX.length + 16, label.length);
        byte[] plain = envelope.open(tenant, sealed, context(recording)).reveal();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(plain))) {
            return new CallLabel(
                    tenant,
                    in.readUTF(),
                    in.readUTF(),
                    in.readUTF(),
                    Secret.of(in.readNBytes(KEY_OCTETS)),
                    in.available() > 0 ? in.readUTF() : "");
        } catch (IOException notOurs) {
            throw new UncheckedIOException(notOurs);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private static String context(UUID recording) {
        return "recording:label:" + recording;
    }
}
