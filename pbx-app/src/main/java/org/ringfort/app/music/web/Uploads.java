package org.ringfort.app.music.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.kernel.id.TenantId;

/**
 * Files that are taken whole into memory: one of a tenant at once and few of all, each of a bounded size and within a bounded time, so that
 * a slow sender keeps nobody else waiting for long. Any thread.
 */
final class Uploads {
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final int mostOctets;
    private final Duration longest;
    private final Semaphore room;
    private final Set<TenantId> underWay = ConcurrentHashMap.newKeySet();

    /**
     * Nothing under way.
     *
     * @param longest from the first octet to the last
     * @param most of all tenants at once
     */
    Uploads(int mostOctets, Duration longest, int most) {
        this.mostOctets = mostOctets;
        this.longest = longest;
        this.room = new Semaphore(most);
    }

    /**
     * What {@code work} makes of the body of {@code request}. Blocks while it comes.
     *
     * @throws Problem of the field {@code tune}, or 503 where others are at it
     */
    <T> T take(TenantId tenant, HttpServletRequest request, Function<byte[], T> work) throws IOException {
        if (!underWay.add(tenant)) {
            throw Problem.unavailable("A file of this tenant is being uploaded. Try again in a moment.", AGAIN);
        }
        try {
            if (!room.tryAcquire()) {
                throw Problem.unavailable("Others upload just now. Try again in a moment.", AGAIN);
            }
            try {
                return work.apply(octets(request.getInputStream()));
            } finally {
                room.release();
            }
        } finally {
            underWay.remove(tenant);
        }
    }

    private byte[] octets(InputStream body) throws IOException {
        long end = System.nanoTime() + longest.toNanos();
        byte[] file = new byte[64 << 10];
        int length = 0;
        while (true) {
            int read = body.read(file, length, file.length - length);
            if (read < 0) {
                return Arrays.copyOf(file, length);
            }
            length += read;
            if (length > mostOctets) {
                discard(body, end);
                throw tooLarge();
            }
            if (System.nanoTime() > end) {
                throw Problem.invalid("tune", "too-slow", "Give the file within " + longest.toSeconds() + " seconds.");
            }
            if (length == file.length) {
                file = Arrays.copyOf(file, Math.min(mostOctets + 1, 2 * length));
            }
        }
    }

    /** Who is still sending does not hear an answer: a file of four times the size is taken and thrown away first. */
    private void discard(InputStream body, long end) throws IOException {
        byte[] some = new byte[64 << 10];
        long more = 3L * mostOctets;
        int read = 0;
        while (read >= 0 && more > 0 && System.nanoTime() < end) {
            more -= read;
            read = body.read(some);
        }
    }

    private Problem tooLarge() {
        return Problem.invalid("tune", "too-large", "Give a file of at most " + (mostOctets >> 20) + " MiB.");
    }
}
