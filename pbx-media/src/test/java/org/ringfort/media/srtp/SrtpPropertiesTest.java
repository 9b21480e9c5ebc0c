package org.ringfort.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ringfort.protocol.rtp.RtpView;

class SrtpPropertiesTest {
    private static final int SSRC = 0x1234_5678;

    @Property(tries = 300)
    void what_is_sealed_opens_once(
            @ForAll SrtpProfile profile,
            @ForAll @IntRange(max = 1_400) int payload,
            @ForAll @IntRange(max = 65_535) int sequence,
            @ForAll @IntRange(max = 8) int identifierBytes,
            @ForAll Random random) {
        MasterKey key = MasterKey.random(profile, new SecureRandom());
        byte[] plain = packet(sequence, payload, random);
        byte[] wire = withIdentifier(seal(new SrtpSender(key), plain), profile.tagBytes(), profile, identifierBytes);
        var receiver = new SrtpReceiver(key, identifierBytes);

        byte[] copy = wire.clone();
        int length = receiver.openRtp(copy, 0, copy.length);
        assertThat(Arrays.copyOf(copy, length)).isEqualTo(plain);
        assertThat(receiver.openRtp(wire, 0, wire.length)).isEqualTo(SrtpRefusal.REPLAYED);
    }

    /** Loss, reordering within the window and several wraps of the sequence number, against what truly was sent. */
    @Property(tries = 30)
    void loss_reorder_and_wrap(
            @ForAll SrtpProfile profile, @ForAll @IntRange(max = 65_535) int first, @ForAll Random random) {
        MasterKey key = MasterKey.random(profile, new SecureRandom());
        var sender = new SrtpSender(key);
        var receiver = new SrtpReceiver(key, 0);
        int step = 97; // loss: of each 97 packets one arrives, so that wraps come soon
        List<byte[]> burst = new ArrayList<>();
        for (int count = 0; count < 3_000; count++) {
            byte[] plain = packet(first + count * step, 20, random);
            burst.add(plain);
            if (burst.size() == 2) {
                if (count > 1) {
                    Collections.shuffle(burst, random); // what comes before the very first packet has no index
                }
                for (byte[] next : burst) {
                    byte[] wire = seal(sender, next);
                    int length = receiver.openRtp(wire, 0, wire.length);
                    assertThat(length).isEqualTo(next.length);
                    assertThat(Arrays.copyOf(wire, length)).isEqualTo(next);
                }
                burst.clear();
            }
        }
    }

    @Property(tries = 500)
    void any_change_of_any_octet_is_refused_and_changes_nothing(
            @ForAll SrtpProfile profile,
            @ForAll @IntRange(max = 100_000) int at,
            @ForAll @IntRange(min = 1, max = 255) int change,
            @ForAll Random random) {
        MasterKey key = MasterKey.random(profile, new SecureRandom());
        byte[] wire = seal(new SrtpSender(key), packet(7, 160, random));
        byte[] forged = wire.clone();
        forged[at % forged.length] ^= (byte) change;
        var receiver = new SrtpReceiver(key, 0);

        assertThat(receiver.openRtp(forged, 0, forged.length)).isIn(SrtpRefusal.BAD_TAG, SrtpRefusal.MALFORMED);
        assertThat(receiver.openRtp(wire, 0, wire.length)).isPositive();
    }

    @Property(tries = 200)
    void rtcp_opens_once_and_no_forgery(
            @ForAll SrtpProfile profile,
            @ForAll @IntRange(max = 100_000) int at,
            @ForAll @IntRange(min = 1, max = 255) int change,
            @ForAll @IntRange(max = 4) int identifierBytes) {
        MasterKey key = MasterKey.random(profile, new SecureRandom());
        var sender = new SrtpSender(key);
        var receiver = new SrtpReceiver(key, identifierBytes);
        for (int count = 0; count < 3; count++) {
            byte[] plain = ByteBuffer.allocate(32)
                    .putInt(0x80c9_0007)
                    .putInt(SSRC)
                    .putInt(count)
                    .array();
            byte[] sealed = Arrays.copyOf(plain, plain.length + SrtpSender.OVERHEAD_BYTES);
            int length = sender.sealRtcp(sealed, 0, plain.length);
            int behind = profile.aead() ? 0 : profile.rtcpTagBytes();
            byte[] wire = insert(Arrays.copyOf(sealed, length), length - behind, identifierBytes);
            byte[] forged = wire.clone();
            int where = at % (forged.length - identifierBytes); // the identifier itself is not authenticated
            forged[where >= length - behind ? where + identifierBytes : where] ^= (byte) change;

            assertThat(receiver.openRtcp(forged, 0, forged.length))
                    .isIn(SrtpRefusal.BAD_TAG, SrtpRefusal.MALFORMED, SrtpRefusal.REPLAYED);
            byte[] copy = wire.clone();
            int opened = receiver.openRtcp(copy, 0, copy.length);
            assertThat(opened).isEqualTo(plain.length);
            assertThat(Arrays.copyOf(copy, opened)).isEqualTo(plain);
            assertThat(receiver.openRtcp(wire, 0, wire.length)).isEqualTo(SrtpRefusal.REPLAYED);
        }
    }

    @Property(tries = 1_000)
    void any_octets_are_refused(@ForAll SrtpProfile profile, @ForAll byte[] octets) {
        var receiver = new SrtpReceiver(MasterKey.random(profile, new SecureRandom()), 0);

        assertThat(receiver.openRtp(octets.clone(), 0, octets.length)).isNegative();
        assertThat(receiver.openRtcp(octets.clone(), 0, octets.length)).isNegative();
    }

    @Property(tries = 200)
    void window_agrees_with_a_set(@ForAll Random random) {
        var window = new ReplayWindow();
        Set<Long> seen = new HashSet<>();
        long base = 0;
        long highest = -1;
        for (int count = 0; count < 500; count++) {
            base += random.nextInt(20) == 0 ? random.nextInt(1_000) : random.nextInt(3);
            long index = Math.max(0, base - random.nextInt(250));
            boolean expected = index > highest || (highest - index < ReplayWindow.WIDTH && !seen.contains(index));
            assertThat(window.isFresh(index)).isEqualTo(expected);
            if (expected) {
                window.mark(index);
                seen.add(index);
                highest = Math.max(highest, index);
            }
        }
    }

    /** The same packet made by the JCE's own counter mode and Mac. */
    @Property(tries = 100)
    void counter_mode_agrees_with_the_textbook(
            @ForAll @IntRange(max = 65_535) int sequence,
            @ForAll @IntRange(max = 1_000) int payload,
            @ForAll Random random)
            throws GeneralSecurityException {
        MasterKey master = MasterKey.random(SrtpProfile.AES_CM_128_HMAC_SHA1_80, new SecureRandom());
        byte[] plain = packet(sequence, payload, random);
        var derivation = new KeyDerivation(master);
        byte[] vector = Arrays.copyOf(derivation.derive(KeyDerivation.RTP_SALT, 14), 16);
        ByteBuffer mixed = ByteBuffer.wrap(vector);
        mixed.putInt(4, mixed.getInt(4) ^ SSRC);
        mixed.putShort(12, (short) (mixed.getShort(12) ^ sequence));
        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(derivation.derive(KeyDerivation.RTP_ENCRYPTION, 16), "AES"),
                new IvParameterSpec(vector));
        byte[] expected = plain.clone();
        cipher.doFinal(plain, 12, plain.length - 12, expected, 12);
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(derivation.derive(KeyDerivation.RTP_AUTHENTICATION, 20), "HmacSHA1"));
        mac.update(expected);
        byte[] tag = mac.doFinal(new byte[4]);

        byte[] wire = seal(new SrtpSender(master), plain);
        assertThat(Arrays.copyOf(wire, expected.length)).isEqualTo(expected);
        assertThat(Arrays.copyOfRange(wire, expected.length, wire.length)).isEqualTo(Arrays.copyOf(tag, 10));
    }

    @Property(tries = 50)
    void nothing_is_sealed_twice(@ForAll SrtpProfile profile, @ForAll Random random) {
        var sender = new SrtpSender(MasterKey.random(profile, new SecureRandom()));
        byte[] plain = packet(9, 10, random);
        byte[] room = Arrays.copyOf(plain, plain.length + SrtpSender.OVERHEAD_BYTES);
        assertThat(sender.sealRtp(room, 0, plain.length)).isPositive();

        byte[] again = Arrays.copyOf(plain, plain.length + SrtpSender.OVERHEAD_BYTES);
        assertThat(sender.sealRtp(again, 0, plain.length)).isEqualTo(SrtpRefusal.REPLAYED);
        assertThat(Arrays.copyOf(again, plain.length)).isEqualTo(plain);
    }

    private static byte[] packet(int sequence, int payload, Random random) {
        byte[] packet = new byte[12 + payload];
        random.nextBytes(packet);
        RtpView.writeHeader(packet, 0, false, 0, sequence, sequence * 160, SSRC);
        return packet;
    }

    private static byte[] seal(SrtpSender sender, byte[] plain) {
        byte[] room = Arrays.copyOf(plain, plain.length + SrtpSender.OVERHEAD_BYTES);
        int length = sender.sealRtp(room, 0, plain.length);
        assertThat(length).isPositive();
        return Arrays.copyOf(room, length);
    }

    private static byte[] withIdentifier(byte[] wire, int tagBytes, SrtpProfile profile, int identifierBytes) {
        return insert(wire, wire.length - (profile.aead() ? 0 : tagBytes), identifierBytes);
    }

    private static byte[] insert(byte[] wire, int at, int count) {
        byte[] longer = new byte[wire.length + count];
        System.arraycopy(wire, 0, longer, 0, at);
        System.arraycopy(wire, at, longer, at + count, wire.length - at);
        return longer;
    }
}
