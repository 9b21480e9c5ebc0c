package org.ringfort.media.rtcp;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Reports as strangers make them. Fuzzed for some seconds by each {@code make test}; in other runs the kept inputs are replayed. */
class PeerReportsFuzzTest {
    private record Sent(int ssrc, long places, long packets) implements PeerReports.Stream {}

    @FuzzTest(maxDuration = "12s")
    void reports_are_read_whatever_they_are(byte[] octets) {
        for (int ssrc = 0; ssrc < 2; ssrc++) {
            var peer = new PeerReports(new Sent(ssrc, 1_000, 900));
            peer.packet(octets, 0, octets.length, 0x1234_5678, 1_000_000_000L);
            if (peer.fractionLost() < 0
                    || peer.fractionLost() > 255
                    || peer.cumulativeLost() < -1
                    || peer.roundTripMicros() < -1
                    || peer.heard().discardedPermille() > 1_000
                    || peer.heard().opinion() > 500) {
                throw new AssertionError("an impossible report counts");
            }
        }
    }
}
