package org.ringfort.media.port;

import java.util.Optional;

/**
 * What the ports of one loop have in common: the memory by which they receive and send, and the ports that its legs share, where they
 * do. Made anywhere; then its loop's alone, but for {@link #shared}.
 */
public final class LoopPorts {
    private final Scratch scratch = new Scratch();
    private final Optional<SharedPorts> shared;

    private LoopPorts(Optional<SharedPorts> shared) {
        this.shared = shared;
    }

    /** Of a loop each of whose legs has ports of its own. */
    public static LoopPorts apart() {
        return new LoopPorts(Optional.empty());
    }

    /** Of a loop whose legs have their place on these, if their packets prove themselves. */
    public static LoopPorts on(SharedPorts shared) {
        return new LoopPorts(Optional.of(shared));
    }

    /** Where legs have their place whose packets prove themselves; any thread. */
    public Optional<SharedPorts> shared() {
        return shared;
    }

    Scratch scratch() {
        return scratch;
    }
}
