package org.ringfort.app.registrar;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.ringfort.app.keys.Envelope;
import org.ringfort.kernel.id.TenantId;
import org.springframework.stereotype.Component;

/**
 * Addresses by which one device alone is reached. The public one names extension and instance, and is good for ever. The temporary one
 * is a sealed name of the contact that it was made for: who has it learns neither, and two of them have nothing in common. It is
 * good for as long as that contact is registered without a break, by the same Call-ID; nothing but the contact is stored.
 *
 * @rfc 5627 5.4
 */
@Component
public class Gruus {
    private static final String PREFIX = "tgruu.";
    private static final String CONTEXT = "registrar:temporary-gruu";
    private static final int CALL_OCTETS = 8;
    private static final int NAME_OCTETS = 16 + CALL_OCTETS;
    private static final int LONGEST = 200;
    /** Instances that may stand in a URI as they are. */
    private static final Pattern NAMEABLE = Pattern.compile("urn:[0-9A-Za-z:._-]{1,200}");

    private final Envelope envelope;
    private final Bindings bindings;
    private final Clock clock;

    Gruus(Envelope envelope, Bindings bindings, Clock clock) {
        this.envelope = envelope;
        this.bindings = bindings;
        this.clock = clock;
    }

    /**
     * Of one contact.
     *
     * @param everlasting the public URI
     * @param temporary empty for a contact of another device than that which asks
     */
    public record Pair(String everlasting, Optional<String> temporary) {}

    /** Makes sure that the tenant has a key in memory; may block for the database. */
    void prepare(TenantId tenant) {
        envelope.seal(tenant, new byte[NAME_OCTETS], CONTEXT);
    }

    /** Of all contacts with an instance, by identity; after {@link #prepare} without a wait. */
    Map<UUID, Pair> of(TenantId tenant, String domain, UUID device, List<Binding> bound) {
        Map<UUID, Pair> gruus = new HashMap<>();
        for (Binding binding : bound) {
            if (NAMEABLE.matcher(binding.instanceId()).matches()) {
                gruus.put(
                        binding.id(),
                        new Pair(
                                "sip:" + binding.extension() + "@" + domain + ";gr=" + binding.instanceId(),
                                binding.deviceId().equals(device)
                                        ? Optional.of("sip:" + temporary(tenant, binding) + "@" + domain + ";gr")
                                        : Optional.empty()));
            }
        }
        return gruus;
    }

    /** Whether a user part claims to be a temporary one. */
    public static boolean isTemporary(String user) {
        return user.startsWith(PREFIX);
    }

    /**
     * The contact that a temporary one was made for, while it stands; may block for the database. What was never made here, was changed,
     * is another tenant's or over, is all the same.
     *
     * @param user of the URI
     */
    public Optional<Binding> named(TenantId tenant, String user) {
        if (!isTemporary(user) || user.length() > LONGEST) {
            return Optional.empty();
        }
        return open(tenant, user.substring(PREFIX.length())).flatMap(name -> {
            var id = new UUID(name.getLong(), name.getLong());
            byte[] call = new byte[CALL_OCTETS];
            name.get(call);
            return bindings.find(tenant, id, clock.instant())
                    .filter(binding -> MessageDigest.isEqual(call, call(binding)));
        });
    }

    private String temporary(TenantId tenant, Binding binding) {
        byte[] name = ByteBuffer.allocate(NAME_OCTETS)
                .putLong(binding.id().getMostSignificantBits())
                .putLong(binding.id().getLeastSignificantBits())
                .put(call(binding))
                .array();
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(envelope.seal(tenant, name, CONTEXT));
    }

    private Optional<ByteBuffer> open(TenantId tenant, String sealed) {
        try {
            byte[] name = envelope.open(tenant, Base64.getUrlDecoder().decode(sealed), CONTEXT)
                    .reveal();
            return name.length == NAME_OCTETS ? Optional.of(ByteBuffer.wrap(name)) : Optional.empty();
        } catch (IllegalArgumentException | Envelope.Unreadable foreign) {
            return Optional.empty();
        }
    }

    private static byte[] call(Binding binding) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(binding.sipCallId().getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(digest, CALL_OCTETS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
