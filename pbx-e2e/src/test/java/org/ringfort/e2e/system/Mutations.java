package org.ringfort.e2e.system;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/** Messages spoiled by chance, the same for the same seed: bits, octets, ranges, numbers, and pieces of other messages. */
public final class Mutations {
    private static final List<byte[]> BAIT = List.of(
            octets("\r\n"),
            octets("\r\n\r\n"),
            octets("\0"),
            octets("4294967296"),
            octets("-1"),
            octets("99999999999999999999"),
            octets("%00%0d%0a"),
            octets(";".repeat(300)),
            octets("\"".repeat(41)),
            octets("<".repeat(77)),
            octets("a".repeat(3000)),
            octets("Via: SIP/2.0/UDP h;branch=z9hG4bKx\r\n".repeat(40)),
            octets("Content-Length: 4294967297\r\n"),
            octets("[::ffff:0.0.0.0]"),
            new byte[] {(byte) 0xff, (byte) 0xfe, (byte) 0xc0, (byte) 0x80});

    private final List<byte[]> seeds;
    private final RandomGenerator random;

    /** Spoils these, as {@code random} has it. */
    public Mutations(List<byte[]> seeds, RandomGenerator random) {
        this.seeds = seeds;
        this.random = random;
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private byte[] seed() {
        return seeds.get(random.nextInt(seeds.size()));
    }

    /** The next message; at most a datagram of 8 KiB. */
    public byte[] next() {
        byte[] message = seed().clone();
        int times = 1 + random.nextInt(4);
        for (int i = 0; i < times && message.length > 1; i++) {
            message = spoiled(message);
        }
        return message.length > 8192 ? java.util.Arrays.copyOf(message, 8192) : message;
    }

    private byte[] spoiled(byte[] message) {
        int from = random.nextInt(message.length);
        int to = Math.min(message.length, from + 1 + random.nextInt(40));
        return switch (random.nextInt(7)) {
            case 0 -> {
                message[from] ^= (byte) (1 << random.nextInt(8));
                yield message;
            }
            case 1 -> {
                message[from] = (byte) random.nextInt(256);
                yield message;
            }
            case 2 -> joined(message, from, new byte[0], to);
            case 3 -> joined(message, to, java.util.Arrays.copyOfRange(message, from, to), to);
            case 4 -> joined(message, from, BAIT.get(random.nextInt(BAIT.size())), from);
            case 5 -> joined(message, from, BAIT.get(random.nextInt(BAIT.size())), to);
            default -> {
                byte[] other = seed();
                int at = random.nextInt(other.length);
                yield joined(message, from, java.util.Arrays.copyOfRange(other, at, other.length), message.length);
            }
        };
    }

    /** What is before {@code end}, then {@code middle}, then what is from {@code begin} on. */
    private static byte[] joined(byte[] message, int end, byte[] middle, int begin) {
        var out = new ByteArrayOutputStream();
        out.write(message, 0, end);
        out.writeBytes(middle);
        out.write(message, begin, message.length - begin);
        return out.toByteArray();
    }
}
