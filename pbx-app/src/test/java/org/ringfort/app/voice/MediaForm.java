package org.ringfort.app.voice;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.ringfort.contract.sound.v1.RecordingEnd;
import org.ringfort.contract.sound.v1.RecordingFacts;
import org.ringfort.contract.sound.v1.RecordingOrder;

/** Recordings as media writes and describes them. */
final class MediaForm {
    private MediaForm() {}

    static byte[] tone() {
        byte[] pcmu = new byte[20_000];
        for (int i = 0; i < pcmu.length; i++) {
            pcmu[i] = (byte) (i % 251);
        }
        return pcmu;
    }

    static byte[] encrypted(RecordingOrder order, byte[] pcmu) throws Exception {
        ByteBuffer out = ByteBuffer.allocate(pcmu.length + 1000);
        int number = 0;
        for (int from = 0; from < pcmu.length; from += 4096) {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(order.getDataKey().toByteArray(), "AES"),
                    new GCMParameterSpec(
                            128,
                            ByteBuffer.allocate(12).putLong(0).putInt(number++).array()));
            cipher.updateAAD(order.getRecordingId().getBytes(StandardCharsets.US_ASCII));
            byte[] sealed = cipher.doFinal(pcmu, from, Math.min(4096, pcmu.length - from));
            out.putInt(sealed.length).put(sealed);
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    static RecordingFacts facts(RecordingOrder order, byte[] octets) {
        return RecordingFacts.newBuilder()
                .setRecordingId(order.getRecordingId())
                .setLabel(order.getLabel())
                .setDurationMs(2500)
                .setEnd(RecordingEnd.RECORDING_END_HANGUP)
                .setStartedAtMs(System.currentTimeMillis())
                .setSizeBytes(octets.length)
                .build();
    }
}
