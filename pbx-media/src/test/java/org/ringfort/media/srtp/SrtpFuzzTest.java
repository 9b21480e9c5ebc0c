package org.ringfort.media.srtp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.ringfort.protocol.rtp.RtpView;

/**
 * What comes to a leg's port, opened under its key: octets of a stranger's, and what the peer itself sealed, whose header may say
 * anything. Fuzzed for some seconds by each {@code make test}; in other runs the kept inputs are replayed.
 *
 * @rfc 3711 3.3
 * @rfc 7714 9
 */
class SrtpFuzzTest {
    private static final List<SrtpProfile> PROFILES = List.of(SrtpProfile.values());
    private static final int MOST_BYTES = 2_000;

    @FuzzTest(maxDuration = "12s")
    void whatever_comes_is_refused_or_what_was_sealed(byte[] octets) {
        if (octets.length < 2 || octets.length > MOST_BYTES) {
            return;
        }
        SrtpProfile profile = PROFILES.get((octets[0] & 0xff) % PROFILES.size());
        int identifierBytes = octets[1] & 7;
        byte[] packet = Arrays.copyOfRange(octets, 2, octets.length);
        MasterKey key = MasterKey.random(profile, new SecureRandom()); // one that stays a fuzzer could learn
        var receiver = new SrtpReceiver(key, identifierBytes);
        refused(receiver.openRtp(packet.clone(), 0, packet.length));
        refused(receiver.openRtcp(packet.clone(), 0, packet.length));
        sealed(packet, key, receiver, profile, identifierBytes);
        sealedReport(packet, key, receiver, profile, identifierBytes);
    }

    private static void sealed(
            byte[] plain, MasterKey key, SrtpReceiver receiver, SrtpProfile profile, int identifierBytes) {
        byte[] room = Arrays.copyOf(plain, plain.length + SrtpSender.OVERHEAD_BYTES);
        int length = new SrtpSender(key).sealRtp(room, 0, plain.length);
        if (length < 0) {
            if (RtpView.headerBytes(plain, 0, plain.length) >= 0) {
                throw new AssertionError("a packet that is not sealed: " + length);
            }
            return;
        }
        byte[] wire = insert(room, length, length - (profile.aead() ? 0 : profile.tagBytes()), identifierBytes);
        opensOnce(plain, wire, receiver::openRtp);
    }

    private static void sealedReport(
            byte[] plain, MasterKey key, SrtpReceiver receiver, SrtpProfile profile, int identifierBytes) {
        byte[] room = Arrays.copyOf(plain, plain.length + SrtpSender.OVERHEAD_BYTES);
        int length = new SrtpSender(key).sealRtcp(room, 0, plain.length);
        if (length < 0 || (plain[0] & 0xc0) != 0x80) {
            return;
        }
        byte[] wire = insert(room, length, length - (profile.aead() ? 0 : profile.rtcpTagBytes()), identifierBytes);
        opensOnce(plain, wire, receiver::openRtcp);
    }

    private interface Opening {
        int open(byte[] octets, int start, int lengthBytes);
    }

    private static void opensOnce(byte[] plain, byte[] wire, Opening opening) {
        byte[] copy = wire.clone();
        int opened = opening.open(copy, 0, copy.length);
        if (opened != plain.length || !Arrays.equals(copy, 0, opened, plain, 0, opened)) {
            throw new AssertionError("what was sealed does not open: " + opened);
        }
        if (opening.open(wire.clone(), 0, wire.length) != SrtpRefusal.REPLAYED) {
            throw new AssertionError("a packet opens twice");
        }
    }

    private static void refused(int result) {
        if (result >= 0 || result < SrtpRefusal.KEY_EXHAUSTED) {
            throw new AssertionError("a stranger's packet opens, or is refused for no reason: " + result);
        }
    }

    private static byte[] insert(byte[] wire, int length, int at, int count) {
        byte[] longer = new byte[length + count];
        System.arraycopy(wire, 0, longer, 0, at);
        System.arraycopy(wire, at, longer, at + count, length - at);
        return longer;
    }
}
