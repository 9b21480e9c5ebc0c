package org.ringfort.process.health;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * One named condition of being alive or ready.
 *
 * @param name as shown to the operator, e.g. "app stream"
 * @param problem asked at every probe on a thread of its own, must answer at once; empty: well, else what is wrong, in words
 */
public record Check(String name, Supplier<Optional<String>> problem) {
    /** A check that holds where {@code well} does. */
    public static Check of(String name, Supplier<Boolean> well, String otherwise) {
        return new Check(name, () -> well.get() ? Optional.empty() : Optional.of(otherwise));
    }
}
