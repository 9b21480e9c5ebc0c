package org.ringfort.edge.b2bua;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ringfort.protocol.sip.SipRequest;

/**
 * Where a call has been, of what passed through us: each Request-URI that it came with, as long as whoever carried it is a proxy,
 * which must keep Call-ID and tag of our INVITE. A request that comes back changed goes on (a spiral), one that comes back as it
 * was does not (a loop).
 *
 * <p>Nothing of it is written on the wire: what is known again are the 128 and 96 random bits that name our leg anyway.
 *
 * @rfc 5393 4.2
 */
final class Journey {
    /** Passages through us in one journey, changed each time or not. */
    static final int MOST_PASSAGES = 10;

    /** A leg of ours as every proxy must leave it. */
    record Name(String callId, String fromTag) {
        static Name of(SipRequest request) {
            return new Name(
                    request.headers().callId(), request.headers().from().tag().orElse(""));
        }
    }

    private final List<String> been;
    private final boolean closed;
    private final List<Name> legs = new ArrayList<>(2);

    private Journey(List<String> been, boolean closed) {
        this.been = been;
        this.closed = closed;
    }

    /** Nowhere yet: somebody decides where the call goes from here. */
    static Journey begun() {
        return new Journey(List.of(), false);
    }

    /** {@code before}: the journey of the call whose leg came back to us. */
    static Journey of(SipRequest invite, Optional<Journey> before) {
        Optional<String> here = Called.by(invite)
                .map(called -> called.user() + "@" + called.domain().toLowerCase(Locale.ROOT) + ";"
                        + called.gr().orElse(""));
        List<String> been = new ArrayList<>(before.map(one -> one.been).orElse(List.of()));
        boolean closed =
                been.size() >= MOST_PASSAGES || here.filter(been::contains).isPresent();
        here.ifPresent(been::add);
        return new Journey(List.copyOf(been), closed);
    }

    /** Whether it has come back to where it was. */
    boolean closed() {
        return closed;
    }

    /** Its INVITE goes out under that name. */
    void goesOn(Name leg) {
        legs.add(leg);
    }

    List<Name> legs() {
        return legs;
    }
}
