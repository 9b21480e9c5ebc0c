package org.ringfort.app.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The arithmetic of the chain: each link's hash covers its content and the hash before it. */
final class AuditChain {
    /** What the first link follows. */
    static final String ORIGIN = "0".repeat(64);

    private AuditChain() {}

    static String hash(String previous, AuditEvent event) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            add(digest, previous);
            add(digest, event.tenant().toString());
            add(digest, Long.toString(event.sequence()));
            add(digest, event.id().toString());
            add(digest, event.at().toString());
            add(digest, event.actorKind());
            add(digest, event.actorId().toString());
            add(digest, event.actorName());
            add(digest, event.sourceAddress());
            add(digest, event.action());
            add(digest, event.targetKind());
            add(digest, event.targetId());
            add(digest, event.before());
            add(digest, event.after());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** Lengths go in front, so that no two contents run together alike. */
    private static void add(MessageDigest digest, @Nullable String part) {
        byte[] octets = part == null ? new byte[0] : part.getBytes(StandardCharsets.UTF_8);
        digest.update(
                ByteBuffer.allocate(4).putInt(part == null ? -1 : octets.length).array());
        digest.update(octets);
    }
}
