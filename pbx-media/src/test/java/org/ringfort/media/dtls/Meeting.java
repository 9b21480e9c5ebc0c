package org.ringfort.media.dtls;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.ringfort.media.srtp.SrtpProfile;

/**
 * We and a genuine peer shake hands, and somebody between us does his worst; a datagram is carried when nothing moves any more. What
 * must hold whatever comes is asked here. The thread that runs it is the loop.
 */
final class Meeting implements AutoCloseable {
    private static final List<SrtpProfile> EVERY =
            Stream.of(SrtpProfile.values()).filter(DtlsTerms::knows).toList();
    private static final InetSocketAddress HERE = address(1);
    private static final InetSocketAddress THERE = address(2);
    private static final InetSocketAddress ELSEWHERE = address(3);
    private static final int MOST_CARRIED = 48;
    private static final long MOST_PATIENCE_NANOS = 20_000_000_000L;
    /** Of the thread that carries all packets. */
    private static final long MOST_LOOP_NANOS = 50_000_000;

    private static final OwnCertificate OUR_CERTIFICATE = OwnCertificate.create(new SecureRandom());
    private static final OwnCertificate THEIR_CERTIFICATE = OwnCertificate.create(new SecureRandom());

    /** A datagram on its way. */
    static final class Sent {
        private final byte[] octets;
        private final InetSocketAddress to;

        Sent(byte[] octets, InetSocketAddress to) {
            this.octets = octets;
            this.to = to;
        }
    }

    /** One side. */
    final class Side implements Association.Way {
        private final Handshakes handshakes;
        private final Restless threads = new Restless();
        private final Association association;
        final List<SrtpKeys> keys = new ArrayList<>();
        final List<String> failures = new ArrayList<>();
        final Queue<Sent> sent = new ConcurrentLinkedQueue<>();

        Side(OwnCertificate own) {
            handshakes = new Handshakes(own, threads);
            association = new Association(handshakes, this);
        }

        @Override
        public void send(byte[] datagram, InetSocketAddress to) {
            sent.add(new Sent(datagram, to));
            if (this == ours) {
                said.add(datagram);
            }
        }

        @Override
        public boolean post(Runnable task) {
            threads.post(task);
            return true;
        }

        @Override
        public void keyed(SrtpKeys now) {
            keys.add(now);
        }

        @Override
        public void failed(String reason) {
            failures.add(reason);
        }
    }

    final Side ours = new Side(OUR_CERTIFICATE);
    final Side theirs = new Side(THEIR_CERTIFICATE);
    /** What the peer sent, as it sent it. */
    final List<byte[]> flight = new ArrayList<>();
    /** What we sent. */
    final List<byte[]> said = new CopyOnWriteArrayList<>();

    private final Mischief mischief;
    private final ArrayDeque<Mischief.Step> steps = new ArrayDeque<>();

    Meeting(Mischief mischief) {
        this.mischief = mischief;
        steps.addAll(mischief.steps());
    }

    private static InetSocketAddress address(int last) {
        return new InetSocketAddress(InetAddress.ofLiteral("192.0.2." + last), 20_000);
    }

    private static DtlsTerms terms(boolean asks, Side peer) {
        return new DtlsTerms(
                asks ? DtlsTerms.Role.CLIENT : DtlsTerms.Role.SERVER,
                List.of(peer.handshakes.fingerprint()),
                EVERY,
                "",
                Optional.empty());
    }

    /** Until nothing is on its way any more. */
    Meeting run() {
        ours.association.agree(terms(mischief.weAsk(), theirs));
        theirs.association.agree(terms(!mischief.weAsk(), ours));
        if (mischief.weAsk()) {
            ours.association.begin(THERE, 1);
        } else {
            theirs.association.begin(HERE, 1);
        }
        carryAll();
        return this;
    }

    private void carryAll() {
        rest();
        for (int carried = 0; carried < MOST_CARRIED && carry(); carried++) {
            rest();
        }
    }

    /** How many handshakes we have begun. */
    int begun() {
        return ours.threads.begun();
    }

    /** Nothing is on its way, since something was lost: somebody says it again, and all goes on from there. */
    void untilSomebodyInsists() {
        long began = System.nanoTime();
        while (ours.sent.isEmpty() && theirs.sent.isEmpty()) {
            if (System.nanoTime() - began > MOST_PATIENCE_NANOS) {
                throw new AssertionError("nobody says it again");
            }
            LockSupport.parkNanos(10_000);
        }
        carryAll();
    }

    private void rest() {
        ours.threads.rest();
        theirs.threads.rest();
    }

    private boolean carry() {
        Sent answer = ours.sent.poll();
        if (answer != null) {
            if (answer.to.equals(THERE)) {
                theirs.association.received(answer.octets, answer.octets.length, HERE, mischief.checked());
            }
            return true;
        }
        Sent next = theirs.sent.poll();
        if (next != null) {
            arrives(next.octets, flight.size());
            flight.add(next.octets);
        }
        return next != null;
    }

    /** One of the peer's, with what is to befall it. */
    private void arrives(byte[] datagram, int which) {
        byte[] now = datagram;
        int times = 1;
        for (Mischief.Step step : steps) {
            if (step.which() == which) {
                now = step.on(now);
                switch (step.kind()) {
                    case DROP -> times = 0;
                    case REPEAT -> times++;
                    case PRECEDE -> fromPeer(step.octets());
                    case STRANGER -> fromElsewhere(step.octets());
                    case COPY -> {
                        fromElsewhere(now);
                        now = datagram;
                    }
                    case OVERWRITE, INSERT, CUT -> {}
                }
            }
        }
        for (int time = 0; time < times; time++) {
            fromPeer(now);
        }
    }

    /** From the peer's address. */
    void fromPeer(byte[] octets) {
        int begun = ours.threads.begun();
        int before = answered(THERE);
        onLoop(octets, THERE, mischief.checked());
        if (begun == 0 && ours.threads.begun() == 0 && answered(THERE) - before > octets.length) {
            throw new AssertionError("an answer that is longer than the question of an address that nobody has proved");
        }
        rest();
    }

    /** Who never showed that he is where he says costs an answer no longer than his question, and nothing else. */
    void fromElsewhere(byte[] octets) {
        int begun = ours.threads.begun();
        int before = answered(ELSEWHERE);
        onLoop(octets, ELSEWHERE, false);
        rest();
        if (ours.threads.begun() != begun) {
            throw new AssertionError("a stranger begins a handshake");
        }
        if (answered(ELSEWHERE) - before > (mischief.weAsk() ? 0 : octets.length)) {
            throw new AssertionError("a stranger is answered with more than he asks");
        }
    }

    private void onLoop(byte[] octets, InetSocketAddress from, boolean checked) {
        long began = Clock.ofThisThread();
        ours.association.received(octets.clone(), octets.length, from, checked);
        if (Clock.ofThisThread() - began > MOST_LOOP_NANOS) {
            throw new AssertionError("a datagram of " + octets.length + " octets holds the loop up");
        }
    }

    private int answered(InetSocketAddress to) {
        return ours.sent.stream()
                .filter(sent -> sent.to.equals(to))
                .mapToInt(sent -> sent.octets.length)
                .sum();
    }

    /** Ends all, and asks what must be true then. */
    @Override
    public void close() {
        ours.association.close();
        theirs.association.close();
        ours.threads.end();
        theirs.threads.end();
        ours.handshakes.close();
        theirs.handshakes.close();
        if (ours.handshakes.underWay() != 0) {
            throw new AssertionError("a handshake that is over takes room");
        }
        if (ours.keys.size() > 1) {
            throw new AssertionError("keys twice");
        }
        if (!ours.keys.isEmpty() && !theirs.keys.isEmpty() && !match(ours.keys.getFirst(), theirs.keys.getFirst())) {
            throw new AssertionError("keys that the peer does not have");
        }
    }

    private static boolean match(SrtpKeys one, SrtpKeys other) {
        return one.ours().equals(other.theirs()) && one.theirs().equals(other.ours());
    }
}
