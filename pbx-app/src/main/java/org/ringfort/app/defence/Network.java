package org.ringfort.app.defence;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An IP network, or one address: what a ban or an exemption is about. No name is ever resolved.
 *
 * <p>IPv4 addresses written as IPv6 ({@code ::ffff:192.0.2.7}) are the IPv4 address, so that nobody is two.
 *
 * @param octets of the first address, 8 or 32 hexadecimal digits; bits beyond the prefix are 0
 * @param prefix bits that count: 0 to 32, or 0 to 128
 */
public record Network(String octets, int prefix) {
    private static final HexFormat HEX = HexFormat.of();
    private static final int IPV4_BITS = 32;
    /** An IPv6 host takes any address of its /64, so all of it is one source. */
    private static final int IPV6_SOURCE_BITS = 64;

    private static final int LONGEST = 49;
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]+");

    /** Refuses what is no network, or has bits beyond its prefix. */
    public Network {
        int bits = octets.length() * 4;
        if ((bits != IPV4_BITS && bits != 128) || prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException("network");
        }
        if (!octets.equals(HEX.formatHex(masked(HEX.parseHex(octets), prefix)))) {
            throw new IllegalArgumentException("bits beyond the prefix");
        }
    }

    /** What one sender counts as: its IPv4 address, or the /64 of its IPv6 address; empty where the text is no address. */
    public static Optional<Network> sourceOf(String address) {
        return octets(address).map(octets -> of(octets, octets.length == 4 ? IPV4_BITS : IPV6_SOURCE_BITS));
    }

    /** Reads {@code 192.0.2.7}, {@code 192.0.2.0/24} or {@code 2001:db8::/64}; bits beyond the prefix are dropped. */
    public static Optional<Network> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        return octets(address).flatMap(octets -> {
            int bits = octets.length * 8;
            if (slash < 0) {
                return Optional.of(of(octets, bits));
            }
            String length = text.substring(slash + 1);
            if (!length.matches("[0-9]{1,3}") || Integer.parseInt(length) > bits) {
                return Optional.empty();
            }
            return Optional.of(of(octets, Integer.parseInt(length)));
        });
    }

    private static Network of(byte[] octets, int prefix) {
        return new Network(HEX.formatHex(masked(octets, prefix)), prefix);
    }

    private static Optional<byte[]> octets(String address) {
        boolean ipv6 = address.indexOf(':') >= 0;
        if (address.length() > LONGEST || !(ipv6 ? IPV6 : IPV4).matcher(address).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(address).getAddress());
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** Whether every address of {@code other} is one of this. */
    public boolean contains(Network other) {
        return other.octets.length() == octets.length()
                && other.prefix >= prefix
                && other.within(prefix).equals(this);
    }

    /** Whether they have an address in common; two networks do only where one contains the other. */
    public boolean overlaps(Network other) {
        return contains(other) || other.contains(this);
    }

    /** The network of {@code bits} that this one is in; at most {@link #prefix}. */
    public Network within(int bits) {
        return bits == prefix ? this : of(HEX.parseHex(octets), bits);
    }

    /** Whether it is IPv4. */
    public boolean ipv4() {
        return octets.length() * 4 == IPV4_BITS;
    }

    /** As people write it; a single address without its prefix. */
    @Override
    public String toString() {
        try {
            InetAddress first = InetAddress.getByAddress(HEX.parseHex(octets));
            String text = first instanceof Inet4Address ? first.getHostAddress() : shortened(first);
            return prefix == octets.length() * 4 ? text : text + "/" + prefix;
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible); // four or sixteen octets always are an address
        }
    }

    /** The longest run of zeros (two groups at least) as {@code ::}.
     *  @rfc 5952 4.2 */
    private static String shortened(InetAddress address) {
        String[] groups = address.getHostAddress().split(":", -1);
        int from = -1;
        int longest = 1;
        for (int start = 0; start < groups.length; start++) {
            int end = start;
            while (end < groups.length && groups[end].equals("0")) {
                end++;
            }
            if (end - start > longest) {
                from = start;
                longest = end - start;
            }
        }
        if (from < 0) {
            return String.join(":", groups);
        }
        return String.join(":", Arrays.copyOfRange(groups, 0, from))
                + "::"
                + String.join(":", Arrays.copyOfRange(groups, from + longest, groups.length));
    }

    private static byte[] masked(byte[] octets, int prefix) {
        byte[] kept = octets.clone();
        for (int bit = prefix; bit < kept.length * 8; bit++) {
            kept[bit / 8] &= (byte) ~(0x80 >> (bit % 8));
        }
        return kept;
    }
}
