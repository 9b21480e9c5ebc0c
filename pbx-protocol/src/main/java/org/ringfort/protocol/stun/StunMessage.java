package org.ringfort.protocol.stun;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a message says, without what protects it. A value.
 *
 * @param kind request, indication or one of the answers
 * @param method 12 bits; {@link #BINDING} is the one that ICE knows
 * @param attributes in order, at most {@link #MOST_ATTRIBUTES}; of several of a kind the first counts
 * @rfc 8489 5
 */
public record StunMessage(StunClass kind, int method, StunTransaction transaction, List<StunAttribute> attributes) {
    public static final int BINDING = 1;
    public static final int MOST_ATTRIBUTES = 32;

    /** Eight are enough to tell a developer what is wrong, and an answer stays small. */
    private static final int MOST_NAMED = 8;

    /**
     * What every agent of RFC 8489 knows, though it may have no use for it: MAPPED-ADDRESS, USERNAME, ERROR-CODE,
     * UNKNOWN-ATTRIBUTES, REALM, NONCE, MESSAGE-INTEGRITY-SHA256, PASSWORD-ALGORITHM, USERHASH, XOR-MAPPED-ADDRESS.
     */
    private static final Set<Integer> BASE =
            Set.of(0x0001, 0x0006, 0x0009, 0x000A, 0x0014, 0x0015, 0x001C, 0x001D, 0x001E, 0x0020);

    public StunMessage {
        attributes = List.copyOf(attributes);
        if (method < 0 || method > 0x0FFF || attributes.size() > MOST_ATTRIBUTES) {
            throw new IllegalArgumentException("method out of range, or too many attributes");
        }
    }

    /** A binding message of {@code kind}. */
    public static StunMessage binding(StunClass kind, StunTransaction transaction, List<StunAttribute> attributes) {
        return new StunMessage(kind, BINDING, transaction, attributes);
    }

    public boolean isBinding(StunClass wanted) {
        return method == BINDING && kind == wanted;
    }

    /** The first attribute of a kind. */
    public <A extends StunAttribute> Optional<A> attribute(Class<A> wanted) {
        return attributes.stream().filter(wanted::isInstance).map(wanted::cast).findFirst();
    }

    /** The answer to this request. */
    public StunMessage answer(StunClass answer, StunAttribute... with) {
        return new StunMessage(answer, method, transaction, List.of(with));
    }

    /**
     * Types that must be understood and are neither of STUN itself nor in {@code understood}; the first eight.
     *
     * @rfc 8489 6.3.1
     */
    public List<Integer> notUnderstood(Set<Integer> understood) {
        return attributes.stream()
                .filter(StunAttribute::mustBeUnderstood)
                .map(StunAttribute::type)
                .filter(type -> !BASE.contains(type) && !understood.contains(type))
                .distinct()
                .limit(MOST_NAMED)
                .toList();
    }

    /** The answer to this request, which holds attributes of these types. */
    public StunMessage refusedFor(List<Integer> notUnderstood) {
        return answer(
                StunClass.ERROR,
                new StunAttribute.ErrorCode(420, "Unknown Attribute"),
                new StunAttribute.UnknownAttributes(notUnderstood));
    }

    public boolean has(Class<? extends StunAttribute> wanted) {
        return attributes.stream().anyMatch(wanted::isInstance);
    }
}
