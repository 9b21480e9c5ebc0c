package org.ringfort.app.platform.access;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who the running thread acts for. */
public final class Actors {
    private static final ScopedValue<Actor> CURRENT = ScopedValue.newInstance();

    private Actors() {}

    /**
     * The actor.
     *
     * @throws IllegalStateException if none is bound
     */
    public static Actor current() {
        return find().orElseThrow(() -> new IllegalStateException("no actor is bound to this thread"));
    }

    /** The actor, where one is bound. */
    public static Optional<Actor> find() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /** Does {@code work} as {@code actor}. */
    public static <T extends @Nullable Object, X extends Throwable> T call(
            Actor actor, ScopedValue.CallableOp<? extends T, X> work) throws X {
        return ScopedValue.where(CURRENT, actor).call(work);
    }
}
