package org.ringfort.media.relay;

import java.net.InetSocketAddress;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ringfort.media.dtls.Association;
import org.ringfort.media.dtls.Handshakes;
import org.ringfort.media.dtls.SrtpKeys;
import org.ringfort.media.ice.IceCredentials;
import org.ringfort.media.ice.LiteAgent;
import org.ringfort.media.port.Outlet;

/**
 * How a leg comes to a path and to keys on its own port: answers the peer's checks of its paths and carries handshakes. The
 * loop's thread.
 *
 * <p>A handshake is listened to only from where the peer has shown itself by a check; where it makes none, from the hosts that
 * its signalling names, and not before a cookie came back.
 *
 * @rfc 8445 2.5
 * @rfc 5763 6.7
 */
final class Connectivity {
    /** Without a word from the peer for so long nothing is sent to it any more.
     *  @rfc 7675 5.1 */
    private static final long CONSENT_NANOS = 30_000_000_000L;

    /** For new keys, while those of before still count. */
    private static final long PATIENCE_NANOS = 20_000_000_000L;

    private final RelayLoop loop;
    private final Outlet port;
    private final Association association;
    private @Nullable LiteAgent agent;
    private @Nullable Terms agreed;
    private boolean due;
    private long dueSinceNanos;

    Connectivity(RelayLoop loop, Outlet port, Handshakes shared, Consumer<SrtpKeys> keyed, Consumer<String> failed) {
        this.loop = loop;
        this.port = port;
        this.association = new Association(shared, new Association.Way() {
            @Override
            public void send(byte[] datagram, InetSocketAddress to) {
                post(() -> Connectivity.this.send(datagram, to)); // what is lost comes again
            }

            @Override
            public boolean post(Runnable task) {
                try {
                    loop.post(task);
                    return true;
                } catch (IllegalStateException behindOrStopped) {
                    return false;
                }
            }

            @Override
            public void keyed(SrtpKeys keys) {
                due = false;
                keyed.accept(keys);
            }

            @Override
            public void failed(String reason) {
                failed.accept(reason);
            }
        });
    }

    /** What the peer was told to prove its checks by; checks may come before anything is agreed on, and this after. */
    void offer(IceCredentials ours) {
        if (agent == null) {
            agent = new LiteAgent(ours);
        } else {
            agent.restart(ours);
        }
        if (agreed != null) {
            agree(agreed);
        }
    }

    void agree(Terms terms) {
        agreed = terms;
        LiteAgent answering = agent;
        if (answering != null) {
            terms.ice().ifPresent(theirs -> answering.peer(theirs, loop.now()));
        }
        if (!(terms.keys() instanceof Keys.Dtls dtls)) {
            association.forget();
            due = false;
        } else if (association.agree(dtls.terms())) {
            due = true;
            dueSinceNanos = loop.now();
        }
    }

    /**
     * Begins a handshake where that is ours to do, and again where it came to nothing; every few milliseconds.
     *
     * @param mostHandshakes that we begin with the peer at one place; 0: none yet
     * @return whether keys that were due for long have not come
     */
    boolean passed(long nowNanos, int mostHandshakes) {
        Terms terms = agreed;
        if (due && terms != null) {
            begin(terms, mostHandshakes);
        }
        return due && nowNanos - dueSinceNanos > PATIENCE_NANOS;
    }

    /** Whether a handshake is to give keys and none has yet. */
    boolean due() {
        return due;
    }

    /** Whether the peer checks its paths, and media goes where it has chosen. */
    boolean checks() {
        return agreed != null && agreed.ice().isPresent();
    }

    /** Where the peer wants its media, by its last choice. */
    @Nullable
    InetSocketAddress chosen() {
        LiteAgent answering = agent;
        return answering == null ? null : answering.nominated();
    }

    /** Whether the peer still wants to be sent to.
     *
     * @param lastHeardNanos when a packet of its media came last from where it is sent to */
    boolean consents(long lastHeardNanos, long nowNanos) {
        LiteAgent answering = agent;
        return answering == null || nowNanos - Math.max(answering.consentNanos(), lastHeardNanos) < CONSENT_NANOS;
    }

    /** A datagram of STUN; false where nobody here has to do with it. */
    boolean check(byte[] octets, int lengthBytes, InetSocketAddress from) {
        LiteAgent answering = agent;
        if (answering == null) {
            return false;
        }
        answering.receive(octets, 0, lengthBytes, from, loop.now()).ifPresent(answer -> send(answer, from));
        return true;
    }

    /** A datagram of DTLS; false where nobody here has to do with it. */
    boolean handshake(Terms terms, byte[] octets, int lengthBytes, InetSocketAddress from) {
        boolean checks = terms.ice().isPresent();
        if (!(terms.keys() instanceof Keys.Dtls) || !(checks ? checked(from) : expects(terms, from))) {
            return false;
        }
        return association.received(octets, lengthBytes, from, checks);
    }

    private void begin(Terms terms, int mostHandshakes) {
        InetSocketAddress to = terms.ice().isPresent() ? chosen() : terms.rtp().orElse(null);
        if (terms.keys() instanceof Keys.Dtls && to != null) {
            association.begin(to, mostHandshakes);
        }
    }

    /** Whether a check that authenticates came from there. */
    boolean checked(InetSocketAddress from) {
        LiteAgent answering = agent;
        return answering != null && answering.checked(from);
    }

    private static boolean expects(Terms terms, InetSocketAddress from) {
        return terms.rtp()
                        .map(InetSocketAddress::getAddress)
                        .filter(from.getAddress()::equals)
                        .isPresent()
                || terms.signallingHost().filter(from.getAddress()::equals).isPresent();
    }

    private void send(byte[] datagram, InetSocketAddress to) {
        System.arraycopy(datagram, 0, loop.packet().octets(), 0, datagram.length);
        port.send(loop.packet(), 0, datagram.length, to);
    }

    void close() {
        association.close();
    }
}
