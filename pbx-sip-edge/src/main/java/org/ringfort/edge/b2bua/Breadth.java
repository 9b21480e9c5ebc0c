package org.ringfort.edge.b2bua;

import java.util.ArrayList;
import java.util.List;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.header.MaxBreadth;

/**
 * How many branches a call may have out at once: what came with its INVITE, at most {@link #MOST}. Whoever is called gets a share
 * of it, which comes back when that branch has its final answer. So a request that comes back to us forked and is forked again is
 * bounded by what the first one had. Owned by the call's thread.
 *
 * @rfc 5393 5.3.3
 * @rfc 5393 5.3.3.1
 */
final class Breadth {
    static final int MOST = 60;

    private int left;

    Breadth(int incoming) {
        left = Math.clamp(incoming, 0, MOST);
    }

    static Breadth of(SipRequest invite) {
        return new Breadth(invite.headers()
                .find(MaxBreadth.class)
                .map(MaxBreadth::branches)
                .orElse(MOST));
    }

    int left() {
        return left;
    }

    /**
     * All that is left, shared between so many branches, each of which gets at least 1: no longer a list than there is breadth for.
     */
    List<Integer> shares(int branches) {
        int together = Math.min(branches, left);
        List<Integer> shares = new ArrayList<>(together);
        for (int i = 0; i < together; i++) {
            int share = left / (together - i);
            shares.add(share);
            left -= share;
        }
        return shares;
    }

    /** A branch has its final answer. */
    void back(int share) {
        left += share;
    }
}
