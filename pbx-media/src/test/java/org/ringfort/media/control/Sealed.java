package org.ringfort.media.control;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.ringfort.contract.media.v1.RecordingRequest;

/** Recordings as sound.proto describes their form. */
final class Sealed {
    private Sealed() {}

    /** The octets of a finished one. */
    static byte[] fetch(MediaHouse house, UUID id) throws Exception {
        var octets = new ByteArrayOutputStream();
        var chunks = house.client.fetch(
                RecordingRequest.newBuilder().setRecordingId(id.toString()).build());
        while (chunks.hasNext()) {
            chunks.next().getOctets().writeTo(octets);
        }
        return octets.toByteArray();
    }

    /** What they hold. */
    static byte[] open(byte[] sealed, UUID id, byte[] key) throws Exception {
        var plain = new ByteArrayOutputStream();
        ByteBuffer in = ByteBuffer.wrap(sealed);
        for (int number = 0; in.hasRemaining(); number++) {
            byte[] segment = new byte[in.getInt()];
            in.get(segment);
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            byte[] nonce = ByteBuffer.allocate(12).putInt(8, number).array();
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
            cipher.updateAAD(id.toString().getBytes(StandardCharsets.US_ASCII));
            plain.writeBytes(cipher.doFinal(segment));
        }
        return plain.toByteArray();
    }
}
