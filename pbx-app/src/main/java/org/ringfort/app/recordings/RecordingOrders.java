package org.ringfort.app.recordings;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.UUID;
import org.ringfort.app.applications.Recording;
import org.ringfort.app.keys.Envelope;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.secret.Secret;
import org.springframework.stereotype.Component;

/** Makes orders to record: each has a key of its own, and a label by which its recording is known again. Any thread. */
@Component
class RecordingOrders {
    private static final int KEY_OCTETS = 32;
    private static final int LONGEST_NUMBER = 80;
    /** The longest that media records at a stretch. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Envelope envelope;
    private final SecureRandom random;

    RecordingOrders(Envelope envelope, SecureRandom random) {
        this.envelope = envelope;
        this.random = random;
    }

    /**
     * @param room name of the room; empty where it is a call
     */
    Recording make(TenantId tenant, String callId, String caller, String dialled, String room) {
        UUID id = TenantId.next().value();
        byte[] key = new byte[KEY_OCTETS];
        random.nextBytes(key);
        Secret dataKey = Secret.of(key);
        byte[] label = new CallLabel(tenant, callId, cut(caller), cut(dialled), dataKey, room).seal(envelope, id);
        return new Recording(id, dataKey, label, LONGEST, Duration.ZERO, true, "");
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST_NUMBER));
    }
}
