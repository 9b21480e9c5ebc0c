package org.ringfort.media.codec;

/**
 * G.711 µ-law and A-law: octets to 16-bit samples and back, and from law to law. Tables; pure.
 *
 * @rfc 3551 4.5.14
 */
public final class G711 {
    public static final int SAMPLES_PER_SECOND = 8_000;
    /** µ-law zero. */
    public static final byte MU_SILENCE = (byte) 0xff;

    private static final short[] MU_TO_LINEAR = new short[256];
    private static final short[] A_TO_LINEAR = new short[256];
    private static final byte[] MU_TO_A = new byte[256];
    private static final byte[] A_TO_MU = new byte[256];

    static {
        for (int code = 0; code < 256; code++) {
            MU_TO_LINEAR[code] = (short) expandMu(code);
            A_TO_LINEAR[code] = (short) expandA(code);
        }
        for (int code = 0; code < 256; code++) {
            MU_TO_A[code] = compressA(MU_TO_LINEAR[code]);
            A_TO_MU[code] = compressMu(A_TO_LINEAR[code]);
        }
    }

    private G711() {}

    public static int linearOfMu(byte code) {
        return MU_TO_LINEAR[code & 0xff];
    }

    public static int linearOfA(byte code) {
        return A_TO_LINEAR[code & 0xff];
    }

    public static byte muToA(byte code) {
        return MU_TO_A[code & 0xff];
    }

    public static byte aToMu(byte code) {
        return A_TO_MU[code & 0xff];
    }

    /** A 16-bit sample as µ-law. */
    public static byte compressMu(int sample) {
        int sign = sample < 0 ? 0x80 : 0;
        int magnitude = Math.min(32_635, Math.abs(sample)) + 132;
        int exponent = 31 - Integer.numberOfLeadingZeros(magnitude) - 7;
        int mantissa = (magnitude >> (exponent + 3)) & 0x0f;
        return (byte) ~(sign | exponent << 4 | mantissa);
    }

    /** A 16-bit sample as A-law. */
    public static byte compressA(int sample) {
        int sign = sample >= 0 ? 0x80 : 0;
        int magnitude = Math.min(32_767, sample >= 0 ? sample : -sample - 1) >> 3;
        int exponent = Math.max(0, 31 - Integer.numberOfLeadingZeros(magnitude | 1) - 4);
        int mantissa = (magnitude >> (exponent == 0 ? 1 : exponent)) & 0x0f;
        return (byte) ((sign | exponent << 4 | mantissa) ^ 0x55);
    }

    private static int expandMu(int code) {
        int inverted = ~code & 0xff;
        int magnitude = ((((inverted & 0x0f) << 3) + 132) << ((inverted & 0x70) >> 4)) - 132;
        return (inverted & 0x80) != 0 ? -magnitude : magnitude;
    }

    private static int expandA(int code) {
        int plain = code ^ 0x55;
        int exponent = (plain & 0x70) >> 4;
        int mantissa = (plain & 0x0f) << 4;
        int magnitude = exponent == 0 ? mantissa + 8 : (mantissa + 0x108) << (exponent - 1);
        return (plain & 0x80) != 0 ? magnitude : -magnitude;
    }
}
