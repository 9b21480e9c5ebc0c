package org.ringfort.e2e.bench;

import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.ringfort.media.srtp.MasterKey;
import org.ringfort.media.srtp.SrtpProfile;
import org.ringfort.media.srtp.SrtpReceiver;
import org.ringfort.media.srtp.SrtpSender;

/** One packet of 20 ms G.711 (12 + 160 octets) sealed and opened again, each with its replay window. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SrtpBenchmark {
    private static final int PACKET_BYTES = 172;

    @Param({
        "AES_CM_128_HMAC_SHA1_80",
        "AES_CM_128_HMAC_SHA1_32",
        "AES_256_CM_HMAC_SHA1_80",
        "AES_256_CM_HMAC_SHA1_32",
        "AEAD_AES_128_GCM",
        "AEAD_AES_256_GCM"
    })
    public SrtpProfile profile = SrtpProfile.AES_CM_128_HMAC_SHA1_80;

    private final byte[] packet = new byte[PACKET_BYTES + SrtpSender.OVERHEAD_BYTES];
    private SrtpSender sender = new SrtpSender(MasterKey.random(profile, new SecureRandom()));
    private SrtpReceiver receiver = new SrtpReceiver(MasterKey.random(profile, new SecureRandom()), 0);
    private int sequence;

    @Setup
    public void key() {
        MasterKey key = MasterKey.random(profile, new SecureRandom());
        sender = new SrtpSender(key);
        receiver = new SrtpReceiver(key, 0);
        packet[0] = (byte) 0x80;
        packet[11] = 1;
    }

    @Benchmark
    public int sealAndOpen() {
        sequence++;
        packet[2] = (byte) (sequence >> 8);
        packet[3] = (byte) sequence;
        int sealed = sender.sealRtp(packet, 0, PACKET_BYTES);
        int opened = receiver.openRtp(packet, 0, sealed);
        if (opened != PACKET_BYTES) {
            throw new IllegalStateException("a packet of our own is refused: " + opened);
        }
        return opened;
    }
}
