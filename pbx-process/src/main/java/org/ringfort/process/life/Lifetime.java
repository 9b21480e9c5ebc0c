package org.ringfort.process.life;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a process must put away when it ends, last opened first. Parts are added while it starts; {@link #close()} closes
 * each once, and a part that fails does not keep the others open. Any thread.
 */
public final class Lifetime implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lifetime.class);

    private final Deque<Part> parts = new ArrayDeque<>();

    private record Part(String name, AutoCloseable closer) {}

    /** Remembers {@code part} for the end and hands it back. */
    public <T extends AutoCloseable> T add(String name, T part) {
        synchronized (parts) {
            parts.push(new Part(name, part));
        }
        return part;
    }

    @Override
    public void close() {
        Part part;
        while ((part = next()) != null) {
            try {
                part.closer().close();
            } catch (Exception failure) {
                LOG.atWarn().setCause(failure).addKeyValue("part", part.name()).log("could not be closed");
            }
        }
    }

    private @Nullable Part next() {
        synchronized (parts) {
            return parts.poll();
        }
    }
}
