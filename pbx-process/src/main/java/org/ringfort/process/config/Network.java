package org.ringfort.process.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IP network such as {@code 192.0.2.0/24} or {@code 2001:db8::/32}. Immutable.
 *
 * @param address any address of the network
 * @param prefixBits how many leading bits of it count
 */
public record Network(InetAddress address, int prefixBits) {
    private static final Pattern FORM = Pattern.compile("([0-9a-fA-F.:]{2,45})(?:/([0-9]{1,3}))?");

    public Network {
        if (prefixBits < 0 || prefixBits > address.getAddress().length * 8) {
            throw new IllegalArgumentException("prefix /" + prefixBits + " does not fit " + address.getHostAddress());
        }
    }

    /**
     * Reads an address literal with or without a prefix length; never asks DNS.
     *
     * @throws IllegalArgumentException if {@code text} is no network
     */
    public static Network parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException("not a network: " + text);
        }
        InetAddress address = InetAddress.ofLiteral(form.group(1));
        String bits = form.group(2);
        return new Network(address, bits == null ? address.getAddress().length * 8 : Integer.parseInt(bits));
    }

    /**
     * The network of that size in which {@code address} lies, written with its first address: the same for all addresses in it.
     *
     * @throws IllegalArgumentException if an address has not so many bits
     */
    public static Network around(InetAddress address, int prefixBits) {
        byte[] first = address.getAddress();
        for (int i = 0; i < first.length; i++) {
            int kept = Math.clamp(prefixBits - 8L * i, 0, 8);
            first[i] &= (byte) (0xff00 >>> kept);
        }
        try {
            return new Network(InetAddress.getByAddress(first), prefixBits);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("an address has four octets or sixteen", impossible);
        }
    }

    /** Whether {@code candidate} lies in this network; an address of the other family never does. */
    public boolean contains(InetAddress candidate) {
        byte[] ours = address.getAddress();
        byte[] theirs = candidate.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        int whole = prefixBits / 8;
        for (int i = 0; i < whole; i++) {
            if (ours[i] != theirs[i]) {
                return false;
            }
        }
        int rest = prefixBits % 8;
        return rest == 0 || ((ours[whole] ^ theirs[whole]) & 0xff) >>> (8 - rest) == 0;
    }

    @Override
    public String toString() {
        return address.getHostAddress() + "/" + prefixBits;
    }
}
