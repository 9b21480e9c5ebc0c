package org.ringfort.media.port;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * A socket address as the system writes it (struct sockaddr_in, sockaddr_in6), taken apart into numbers, so that it is compared and
 * looked up without making objects. An IPv4 address over a socket of IPv6 is a mapped one. One thread.
 */
final class WireAddress {
    /** Room for either form. */
    static final int BYTES = 28;

    private static final int INET_BYTES = 16;
    private static final long MAPPED = 0xffffL << 32;
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final boolean six;
    private long high;
    private long low;
    private int port;
    private int scope;
    private @Nullable InetSocketAddress known;

    /** @param six whether its socket is one of IPv6 */
    WireAddress(boolean six) {
        this.six = six;
    }

    /** Becomes what was received; whether it is another one than before. */
    boolean read(MemorySegment from, long at) {
        int nowPort = from.get(SHORT, at + 2) & 0xffff;
        long nowHigh = six ? from.get(LONG, at + 8) : 0;
        long nowLow = six ? from.get(LONG, at + 16) : MAPPED | (from.get(INT, at + 4) & 0xffff_ffffL);
        int nowScope = six ? from.get(ValueLayout.JAVA_INT_UNALIGNED, at + 24) : 0;
        if (nowPort == port && nowLow == low && nowHigh == high && nowScope == scope) {
            return false;
        }
        high = nowHigh;
        low = nowLow;
        port = nowPort;
        scope = nowScope;
        known = null;
        return true;
    }

    /** Becomes the given one; false where this socket cannot reach it. */
    boolean set(InetSocketAddress to) {
        if (to.equals(known)) {
            known = to;
            return true;
        }
        InetAddress host = to.getAddress();
        if (host == null || (host instanceof Inet6Address && !six)) {
            return false;
        }
        byte[] octets = host.getAddress();
        high = octets.length == 4 ? 0 : longOf(octets, 0);
        low = octets.length == 4 ? MAPPED | (longOf(octets, -4) & 0xffff_ffffL) : longOf(octets, 8);
        scope = host instanceof Inet6Address inet6 ? inet6.getScopeId() : 0;
        port = to.getPort();
        known = to;
        return true;
    }

    private static long longOf(byte[] octets, int from) {
        long value = 0;
        for (int at = from; at < from + 8; at++) {
            value = value << 8 | (at < 0 ? 0 : octets[at] & 0xff);
        }
        return value;
    }

    /** Writes it; how many octets it has. */
    int write(MemorySegment into, long at) {
        into.set(ValueLayout.JAVA_SHORT_UNALIGNED, at, (short) (six ? Libc.AF_INET6 : Libc.AF_INET));
        into.set(SHORT, at + 2, (short) port);
        if (six) {
            into.set(INT, at + 4, 0);
            into.set(LONG, at + 8, high);
            into.set(LONG, at + 16, low);
            into.set(ValueLayout.JAVA_INT_UNALIGNED, at + 24, scope);
            return BYTES;
        }
        into.set(INT, at + 4, (int) low);
        into.set(LONG, at + 8, 0L);
        return INET_BYTES;
    }

    /** As the rest of the house knows it; made once, as long as the address stays the same. */
    InetSocketAddress known() {
        InetSocketAddress made = known;
        if (made == null) {
            made = new InetSocketAddress(host(), port);
            known = made;
        }
        return made;
    }

    private InetAddress host() {
        byte[] octets = new byte[16];
        for (int at = 0; at < 8; at++) {
            octets[at] = (byte) (high >>> (56 - 8 * at));
            octets[8 + at] = (byte) (low >>> (56 - 8 * at));
        }
        try {
            // a mapped one becomes an IPv4 address again
            return scope == 0 ? InetAddress.getByAddress(octets) : Inet6Address.getByAddress(null, octets, scope);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    WireAddress copy() {
        var copy = new WireAddress(six);
        copy.high = high;
        copy.low = low;
        copy.port = port;
        copy.scope = scope;
        copy.known = known;
        return copy;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WireAddress that
                && that.port == port
                && that.low == low
                && that.high == high
                && that.scope == scope;
    }

    @Override
    public int hashCode() {
        long mixed = (high * 31 + low) * 0x9e37_79b9_7f4a_7c15L + port * 0xff51_afd7_ed55_8ccdL;
        return (int) (mixed >>> 32);
    }
}
