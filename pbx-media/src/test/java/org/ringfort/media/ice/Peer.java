package org.ringfort.media.ice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringfort.kernel.secret.Secret;
import org.ringfort.protocol.stun.StunAttribute;
import org.ringfort.protocol.stun.StunClass;
import org.ringfort.protocol.stun.StunDatagram;
import org.ringfort.protocol.stun.StunDecoder;
import org.ringfort.protocol.stun.StunEncoder;
import org.ringfort.protocol.stun.StunMessage;
import org.ringfort.protocol.stun.StunTransaction;

/** Writes the checks of a full agent that controls, and reads what they are answered. */
record Peer(String username, Secret password) {
    static final StunTransaction TRANSACTION = new StunTransaction(0xb7e7a701, 0xbc34d686fa87dfaeL);

    static Peer of(IceCredentials ours, IceCredentials theirs) {
        return new Peer(ours.usernameFragment() + ":" + theirs.usernameFragment(), ours.password());
    }

    byte[] check(StunAttribute... more) {
        var attributes = new ArrayList<>(List.of(more));
        attributes.add(new StunAttribute.IceControlling(7));
        return request(attributes);
    }

    byte[] request(List<StunAttribute> more) {
        List<StunAttribute> attributes = new ArrayList<>();
        attributes.add(new StunAttribute.Username(username));
        attributes.add(new StunAttribute.Priority(1_845_501_695));
        attributes.addAll(more);
        return StunEncoder.encode(StunMessage.binding(StunClass.REQUEST, TRANSACTION, attributes), password);
    }

    /** What an answer says that holds under our password. */
    StunMessage read(Optional<byte[]> answer) {
        byte[] octets = answer.orElseThrow(() -> new AssertionError("no answer"));
        StunDatagram datagram = StunDecoder.decode(octets, 0, octets.length).orElseThrow();
        if (!datagram.fingerprinted() || !datagram.authenticates(password)) {
            throw new AssertionError("an answer that proves nothing");
        }
        return datagram.message();
    }
}
