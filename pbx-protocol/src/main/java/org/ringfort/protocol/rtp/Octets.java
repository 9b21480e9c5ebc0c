package org.ringfort.protocol.rtp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Big-endian numbers in an array, unaligned. */
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

    static void putShort(byte[] octets, int at, int value) {
        SHORT.set(octets, at, (short) value);
    }

    static void putInteger(byte[] octets, int at, int value) {
        INT.set(octets, at, value);
    }
}
