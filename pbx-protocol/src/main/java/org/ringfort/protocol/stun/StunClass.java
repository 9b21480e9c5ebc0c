package org.ringfort.protocol.stun;

/**
 * What a message is to its receiver.
 *
 * @rfc 8489 5
 */
public enum StunClass {
    REQUEST(0x0000),
    INDICATION(0x0010),
    SUCCESS(0x0100),
    ERROR(0x0110);

    private final int bits;

    StunClass(int bits) {
        this.bits = bits;
    }

    /** Where it stands in the type of a message, among the bits of the method. */
    int bits() {
        return bits;
    }

    static StunClass of(int type) {
        return switch (type & 0x0110) {
            case 0x0000 -> REQUEST;
            case 0x0010 -> INDICATION;
            case 0x0100 -> SUCCESS;
            default -> ERROR;
        };
    }
}
