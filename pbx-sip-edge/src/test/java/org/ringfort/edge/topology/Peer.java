package org.ringfort.edge.topology;

import org.ringfort.edge.phone.Babble;
import org.ringfort.edge.phone.Phone;

/** Somebody with an address of his own who says all he can. */
record Peer(Phone phone, Babble babble) {
    static Peer at(Phone phone, String mark) {
        var babble = new Babble(mark);
        return new Peer(phone.babbles(babble), babble);
    }

    String sdp() {
        return babble.sdp();
    }
}
