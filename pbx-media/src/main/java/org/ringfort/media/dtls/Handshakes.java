package org.ringfort.media.dtls;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.bouncycastle.tls.DTLSVerifier;

/** What all handshakes of the process share: the certificate, and how many may be under way. Closing ends all of them. Any thread. */
public final class Handshakes implements AutoCloseable {
    /** Those that wait for keys: the work they are, and the memory. Those that have them stay a few seconds and are not counted. */
    private static final int MOST = 2_000;

    private final OwnCertificate own;
    private final ExecutorService threads;
    private final Semaphore room = new Semaphore(MOST);

    public Handshakes(OwnCertificate own) {
        this(own, Thread.ofVirtual().name("dtls-", 0).factory());
    }

    /** @param threads makes one for each handshake */
    Handshakes(OwnCertificate own, ThreadFactory threads) {
        this.own = own;
        this.threads = Executors.newThreadPerTaskExecutor(threads);
    }

    /** What the signalling tells of our certificate. */
    public Fingerprint fingerprint() {
        return own.fingerprint();
    }

    OwnCertificate own() {
        return own;
    }

    /** Cookies of its own; for one leg. */
    DTLSVerifier verifier() {
        return new DTLSVerifier(own.crypto());
    }

    /** Handshakes that wait for their keys. */
    int underWay() {
        return MOST - room.availablePermits();
    }

    /**
     * Has a handshake done on a thread of its own.
     *
     * @param handshake told what to run once it has its keys, when it makes room for another; its end does so too
     * @return false where too many are under way
     */
    boolean start(Consumer<Runnable> handshake) {
        if (!room.tryAcquire()) {
            return false;
        }
        var settled = new AtomicBoolean();
        Runnable settle = () -> {
            if (settled.compareAndSet(false, true)) {
                room.release();
            }
        };
        threads.execute(() -> {
            try {
                handshake.accept(settle);
            } finally {
                settle.run();
            }
        });
        return true;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
