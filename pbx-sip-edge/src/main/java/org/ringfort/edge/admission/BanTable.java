package org.ringfort.edge.admission;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ringfort.process.config.Network;

/**
 * Bans by network, to be looked up for every datagram: a sorted array for each prefix length that occurs, one binary search in
 * each, and nothing allocated where nothing is found. Immutable.
 *
 * <p>Addresses are 128 bits in two longs; those of IPv4 are the first 32, in arrays of their own.
 */
final class BanTable {
    static final BanTable EMPTY = new BanTable(List.of());
    private static final Standing[] NONE = {};

    private final Lengths[] four;
    private final Lengths[] six;

    BanTable(Collection<Standing> bans) {
        four = lengths(bans, 4);
        six = lengths(bans, 16);
    }

    private record Bits(long high, long low) implements Comparable<Bits> {
        private static final Comparator<Bits> ORDER =
                Comparator.comparingLong(Bits::high).thenComparingLong(Bits::low);

        static Bits of(byte[] octets, int prefixBits) {
            return new Bits(firstHalf(octets) & highMask(prefixBits), secondHalf(octets) & lowMask(prefixBits));
        }

        @Override
        public int compareTo(Bits other) {
            return ORDER.compare(this, other);
        }
    }

    /** The networks of one prefix length, sorted. */
    private static final class Lengths {
        private final long highMask;
        private final long lowMask;
        private final long[] highs;
        private final long[] lows;
        private final Standing[][] bans;

        private Lengths(int prefixBits, Map<Bits, List<Standing>> sorted) {
            highMask = highMask(prefixBits);
            lowMask = lowMask(prefixBits);
            highs = sorted.keySet().stream().mapToLong(Bits::high).toArray();
            lows = sorted.keySet().stream().mapToLong(Bits::low).toArray();
            bans = sorted.values().stream().map(list -> list.toArray(NONE)).toArray(Standing[][]::new);
        }

        private Standing[] find(long addressHigh, long addressLow) {
            long high = addressHigh & highMask;
            long low = addressLow & lowMask;
            int from = 0;
            int to = highs.length - 1;
            while (from <= to) {
                int middle = (from + to) >>> 1;
                int order = Long.compare(highs[middle], high);
                order = order != 0 ? order : Long.compare(lows[middle], low);
                if (order == 0) {
                    return bans[middle];
                }
                from = order < 0 ? middle + 1 : from;
                to = order < 0 ? to : middle - 1;
            }
            return NONE;
        }
    }

    /** Every ban on a network that holds {@code address}; they may have ended. Not to be changed. */
    Standing[] covering(InetAddress address) {
        if (isEmpty()) {
            return NONE;
        }
        byte[] octets = address.getAddress();
        long high = firstHalf(octets);
        long low = secondHalf(octets);
        Standing[] found = NONE;
        for (Lengths length : octets.length == 4 ? four : six) {
            Standing[] here = length.find(high, low);
            found = found.length == 0
                    ? here
                    : here.length == 0
                            ? found
                            : Stream.of(found, here).flatMap(Arrays::stream).toArray(Standing[]::new);
        }
        return found;
    }

    boolean isEmpty() {
        return four.length + six.length == 0;
    }

    private static Lengths[] lengths(Collection<Standing> bans, int octets) {
        Map<Integer, Map<Bits, List<Standing>>> byLength = new TreeMap<>();
        for (Standing one : bans) {
            Network network = one.ban().network();
            byte[] address = network.address().getAddress();
            if (address.length == octets) {
                byLength.computeIfAbsent(network.prefixBits(), bits -> new TreeMap<>())
                        .computeIfAbsent(Bits.of(address, network.prefixBits()), bits -> new ArrayList<>())
                        .add(one);
            }
        }
        return byLength.entrySet().stream()
                .map(entry -> new Lengths(entry.getKey(), entry.getValue()))
                .toArray(Lengths[]::new);
    }

    private static long firstHalf(byte[] octets) {
        return octets.length == 4 ? bits(octets, 0, 4) << 32 : bits(octets, 0, 8);
    }

    private static long secondHalf(byte[] octets) {
        return octets.length == 4 ? 0 : bits(octets, 8, 16);
    }

    private static long bits(byte[] octets, int from, int to) {
        long bits = 0;
        for (int i = from; i < to; i++) {
            bits = bits << 8 | (octets[i] & 0xff);
        }
        return bits;
    }

    private static long highMask(int prefixBits) {
        return prefixBits == 0 ? 0 : prefixBits >= 64 ? -1L : -1L << (64 - prefixBits);
    }

    private static long lowMask(int prefixBits) {
        return prefixBits <= 64 ? 0 : prefixBits >= 128 ? -1L : -1L << (128 - prefixBits);
    }
}
