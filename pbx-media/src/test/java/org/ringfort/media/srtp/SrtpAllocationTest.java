package org.ringfort.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringfort.protocol.rtp.RtpView;

class SrtpAllocationTest {
    private static final int PACKETS = 20_000;

    /** Counter mode makes no object for a packet; of GCM we only keep watch over what the JCE itself makes. */
    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void the_hot_path_makes_no_garbage(SrtpProfile profile) {
        MasterKey key = MasterKey.random(profile, new SecureRandom());
        var sender = new SrtpSender(key);
        var receiver = new SrtpReceiver(key, 0);
        byte[] packet = new byte[256];
        run(sender, receiver, packet, 0);

        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        run(sender, receiver, packet, PACKETS);
        long perPacket = (threads.getCurrentThreadAllocatedBytes() - before) / PACKETS;

        assertThat(perPacket).isLessThanOrEqualTo(profile.aead() ? 4_000 : 0);
    }

    private static void run(SrtpSender sender, SrtpReceiver receiver, byte[] packet, int from) {
        for (int count = from; count < from + PACKETS; count++) {
            RtpView.writeHeader(packet, 0, false, 0, count, count * 160, 1);
            int sealed = sender.sealRtp(packet, 0, 172);
            if (receiver.openRtp(packet, 0, sealed) != 172) {
                throw new AssertionError("packet " + count);
            }
        }
    }
}
