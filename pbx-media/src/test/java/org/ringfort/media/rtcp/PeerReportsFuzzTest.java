package org.ringfort.media.rtcp;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Reports as strangers make them. Fuzzed for some seconds by each {@code make test}; in other runs the kept inputs are replayed. */
class PeerReportsFuzzTest {
    @FuzzTest(maxDuration = "12s")
    void reports_are_read_whatever_they_are(byte[] octets) {
        var peer = new PeerReports();
        for (int ssrc = 0; ssrc < 2; ssrc++) {
            peer.packet(octets, 0, octets.length, ssrc, 0x1234_5678, 1_000_000_000L);
            if (peer.fractionLost() < 0 || peer.fractionLost() > 255 || peer.roundTripMicros() < -1) {
                throw new AssertionError("an impossible report counts");
            }
        }
    }
}
