package org.ringfort.edge.peer;

import io.grpc.StatusRuntimeException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What became of a question to another process: its reply, or the fact that the process could not be asked.
 *
 * <p>Refusals are cases of the reply; {@link Unavailable} means broken machinery only, and is what a caller hears as 503.
 *
 * @param <T> the reply
 */
public sealed interface Asked<T> {
    record Answered<T>(T reply) implements Asked<T> {}

    /**
     * Nobody answered in time.
     *
     * @param why the gRPC status and no more: fit for a log line
     */
    record Unavailable<T>(String why) implements Asked<T> {}

    /** The part of a reply that was asked for. */
    default <P> Asked<P> map(Function<T, P> part) {
        return switch (this) {
            case Answered<T>(var reply) -> new Answered<>(part.apply(reply));
            case Unavailable<T>(var why) -> new Unavailable<>(why);
        };
    }

    /** Puts the question, which must carry its own deadline; blocks, so for virtual threads only. */
    static <T> Asked<T> of(Supplier<T> question) {
        try {
            return new Answered<>(question.get());
        } catch (StatusRuntimeException broken) {
            return new Unavailable<>(broken.getStatus().getCode().name());
        }
    }
}
