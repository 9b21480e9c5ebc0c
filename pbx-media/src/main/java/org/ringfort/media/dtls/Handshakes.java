package org.ringfort.media.dtls;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.bouncycastle.tls.DTLSVerifier;

/**
 * What all handshakes of the process share: the certificate, how many may be under way, and the key of the cookies that
 * strangers must bring back before anything is remembered of them. Closing ends all of them.
 */
public final class Handshakes implements AutoCloseable {
    /** Those that have their keys and only stay for a peer that repeats itself are counted too. */
    private static final int MOST = 2_000;

    private final OwnCertificate own;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("dtls-", 0).factory());
    private final Semaphore room = new Semaphore(MOST);

    public Handshakes(OwnCertificate own) {
        this.own = own;
    }

    /** What the signalling tells of our certificate. */
    public Fingerprint fingerprint() {
        return own.fingerprint();
    }

    OwnCertificate own() {
        return own;
    }

    /** Cookies of its own; for one loop. */
    DTLSVerifier verifier() {
        return new DTLSVerifier(own.crypto());
    }

    /** Handshakes that have a thread now. */
    int underWay() {
        return MOST - room.availablePermits();
    }

    /** Has a handshake done on a thread of its own; false where too many are under way. */
    boolean start(Runnable handshake) {
        if (!room.tryAcquire()) {
            return false;
        }
        threads.execute(() -> {
            try {
                handshake.run();
            } finally {
                room.release();
            }
        });
        return true;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
