package org.ringfort.app.voicemail;

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
 * What a recording carries so that it finds its mailbox, however late it comes: sealed by us, opaque to edge and media. With
 * it travels the recording's key, so that nothing about a message that is still under way needs to be remembered here.
 *
 * <p>On the wire: {@code voicemail:}, 16 octets tenant, then the sealed rest.
 */
record Label(TenantId tenant, UUID mailbox, String callerNumber, String callerName, Secret dataKey) {
    static final String KIND = "voicemail";
    private static final byte[] PREFIX = (KIND + ":").getBytes(StandardCharsets.US_ASCII);

    byte[] seal(Envelope envelope, UUID recording) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(octets)) {
            out.writeLong(mailbox.getMostSignificantBits());
            out.writeLong(mailbox.getLeastSignificantBits());
            out.writeUTF(callerNumber);
            out.writeUTF(callerName);
            out.write(dataKey.reveal());
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

    /** @throws Envelope.Unreadable if it was not sealed here for this recording */
    static Label open(Envelope envelope, UUID recording, byte[] label) {
        TenantId tenant = tenant(label);
        byte[] sealed = Arrays.copyOfRange(label, PREFIX.length + 16, label.length);
        byte[] plain = envelope.open(tenant, sealed, context(recording)).reveal();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(plain))) {
            return new Label(
                    tenant,
                    new UUID(in.readLong(), in.readLong()),
                    in.readUTF(),
                    in.readUTF(),
                    Secret.of(in.readAllBytes()));
        } catch (IOException notOurs) {
            throw new UncheckedIOException(notOurs);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /** @throws IllegalArgumentException if it is none of ours */
    private static TenantId tenant(byte[] label) {
        if (label.length < PREFIX.length + 16 || Arrays.mismatch(PREFIX, Arrays.copyOf(label, PREFIX.length)) >= 0) {
            throw new IllegalArgumentException("not a voicemail label");
        }
        ByteBuffer id = ByteBuffer.wrap(label, PREFIX.length, 16);
        return new TenantId(new UUID(id.getLong(), id.getLong()));
    }

    private static String context(UUID recording) {
        return "voicemail:label:" + recording;
    }
}
