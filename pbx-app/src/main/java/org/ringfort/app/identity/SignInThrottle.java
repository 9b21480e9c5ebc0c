package org.ringfort.app.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.ringfort.app.platform.rest.Problem;
import org.springframework.stereotype.Component;

/**
 * Slows guessing down: by account and address together, by address, and by account from everywhere.
 *
 * <p>Waits grow, nobody is locked out for good, and a crowd cannot make us remember more than a capped map. Each node
 * counts for itself: with n nodes a guesser has n times the tries, which still is next to nothing.
 */
@Component
class SignInThrottle {
    private static final Duration MEMORY = Duration.ofMinutes(30);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final int FREE_TOGETHER = 5;
    private static final int FREE_ADDRESS = 40;
    private static final int FREE_ACCOUNT = 60;

    private record Tries(int failures, Instant until) {}

    private final Clock clock;
    private final Cache<String, Tries> tries =
            Caffeine.newBuilder().maximumSize(100_000).expireAfterWrite(MEMORY).build();

    SignInThrottle(Clock clock) {
        this.clock = clock;
    }

    /** Refuses while a wait is on; before anything is looked up or hashed. */
    void admit(String account, String address) {
        Instant now = clock.instant();
        for (String key : keys(account, address)) {
            Tries known = tries.getIfPresent(key);
            if (known != null && now.isBefore(known.until())) {
                throw Problem.tooMany(Duration.between(now, known.until()));
            }
        }
    }

    void failed(String account, String address) {
        String[] keys = keys(account, address);
        count(keys[0], FREE_TOGETHER);
        count(keys[1], FREE_ADDRESS);
        count(keys[2], FREE_ACCOUNT);
    }

    /** The pair is trusted again; the other counts stay, so that one good account does not clear an address of guesses. */
    void succeeded(String account, String address) {
        tries.invalidate(keys(account, address)[0]);
    }

    private void count(String key, int free) {
        tries.asMap().compute(key, (_, before) -> {
            int failures = (before == null ? 0 : before.failures()) + 1;
            int over = Math.min(failures - free, 10);
            Duration wait = over < 0 ? Duration.ZERO : Duration.ofSeconds(1L << over);
            return new Tries(failures, clock.instant().plus(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait));
        });
    }

    private static String[] keys(String account, String address) {
        return new String[] {"both\n" + account + "\n" + address, "address\n" + address, "account\n" + account};
    }
}
