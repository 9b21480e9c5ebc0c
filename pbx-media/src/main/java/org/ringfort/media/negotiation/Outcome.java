package org.ringfort.media.negotiation;

import java.util.function.Function;

/** Either what was wanted, or why not. */
public sealed interface Outcome<T> {
    /** What was wanted. */
    record Agreed<T>(T value) implements Outcome<T> {}

    /** Why not. */
    record Refused<T>(Refusal refusal) implements Outcome<T> {}

    static <T> Outcome<T> refused(Refusal.Reason reason, String detail) {
        return new Refused<>(new Refusal(reason, detail));
    }

    /** Goes on with the value, where there is one. */
    default <R> Outcome<R> then(Function<T, Outcome<R>> next) {
        return switch (this) {
            case Agreed<T> agreed -> next.apply(agreed.value());
            case Refused<T> refused -> new Refused<>(refused.refusal());
        };
    }
}
