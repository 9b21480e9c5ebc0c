package org.ringfort.app.trunks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.ringfort.kernel.secret.Secret;
import org.springframework.stereotype.Component;

/**
 * Trunks that are deleted, switched off or no longer register, as they were, for a minute: edges take their registrations back
 * then, and carriers ask for the password of that too. It stays sealed as it was in the row. Any thread.
 */
@Component
class Farewells {
    private static final Duration LENGTH = Duration.ofMinutes(1);
    private static final int MOST = 1_000;

    private final Clock clock;
    private final Map<TrunkId, Leaving> leaving = new LinkedHashMap<>();

    /**
     * One that takes its leave.
     *
     * @param password opens it
     */
    record Leaving(Trunk trunk, Supplier<Secret> password, Instant until) {}

    Farewells(Clock clock) {
        this.clock = clock;
    }

    /** It changes, or goes. Remembered only where it registers and has a password. */
    synchronized void remember(Trunk before, Optional<Supplier<Secret>> password) {
        Instant now = clock.instant();
        leaving.values().removeIf(one -> !now.isBefore(one.until()));
        if (!before.registers() || !before.enabled() || password.isEmpty()) {
            return;
        }
        leaving.remove(before.id());
        if (leaving.size() >= MOST) {
            Iterator<TrunkId> eldest = leaving.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
        leaving.put(before.id(), new Leaving(before, password.get(), now.plus(LENGTH)));
    }

    /** As it was before it changed or went; empty when its minute is over. */
    synchronized Optional<Leaving> of(TrunkId id) {
        return Optional.ofNullable(leaving.get(id))
                .filter(one -> clock.instant().isBefore(one.until()));
    }
}
