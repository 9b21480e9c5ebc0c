package org.ringfort.media.srtp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Big-endian numbers in an array, and comparison in constant time. */
final class Octets {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private Octets() {}

    static int unsignedShort(byte[] octets, int at) {
        return (short) SHORT.get(octets, at) & 0xffff;
    }

    static int integer(byte[] octets, int at) {
        return (int) INT.get(octets, at);
    }

    static void putInteger(byte[] octets, int at, int value) {
        INT.set(octets, at, value);
    }

    static boolean same(byte[] one, int oneAt, byte[] other, int otherAt, int lengthBytes) {
        int difference = 0;
        for (int at = 0; at < lengthBytes; at++) {
            difference |= one[oneAt + at] ^ other[otherAt + at];
        }
        return difference == 0;
    }
}
