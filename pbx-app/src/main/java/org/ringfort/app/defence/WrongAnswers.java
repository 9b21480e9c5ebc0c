package org.ringfort.app.defence;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who answered wrongly of late, by source and by the account they claimed.
 *
 * <p>Strangers choose addresses and names, so memory is bounded thrice: so many answers for an account, so many accounts for
 * a source, so many of both over all; what has been quiet for longest goes first. Nothing is remembered longer than the
 * window.
 *
 * <p>Any thread. The lock is held for a few map operations.
 */
final class WrongAnswers {
    /** More names than any threshold, so that none of them is outrun. */
    private static final int ACCOUNTS_OF_A_SOURCE = 256;

    private final DefenceSettings settings;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    /** The one that was quiet for longest comes first. */
    private final LinkedHashMap<Network, Source> sources = new LinkedHashMap<>();

    private int remembered;
    private long forgotten;

    WrongAnswers(DefenceSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * How often it happened within the window.
     *
     * @param ofAccount wrong answers for this account from this source
     * @param ofSource wrong answers from this source, up to the threshold
     * @param names different accounts that failed from this source
     * @param oneDomain whether they are all of one domain
     * @param fresh false where this very answer was counted before
     */
    record Tally(int ofAccount, int ofSource, int names, boolean oneDomain, boolean fresh) {}

    /** One account's answers from one source. */
    private static final class Tries {
        private final ArrayDeque<Long> times = new ArrayDeque<>();
        private final ArrayDeque<UUID> marks = new ArrayDeque<>();
        private long last;

        void forgetBefore(long limit) {
            while (!times.isEmpty() && times.getFirst() < limit) {
                times.removeFirst();
                marks.removeFirst();
            }
        }
    }

    private static final class Source {
        private final LinkedHashMap<AccountName, Tries> accounts = new LinkedHashMap<>();
        private final ArrayDeque<Long> times = new ArrayDeque<>();
        private long last;

        int weight() {
            return accounts.size()
                    + accounts.values().stream().mapToInt(it -> it.times.size()).sum();
        }
    }

    /** Counts it, and says where that leads. */
    Tally count(Network source, AccountName account, String mark) {
        UUID print = fingerprint(mark);
        AccountName name = account.bannable() ? account : stand(account);
        lock.lock();
        try {
            long now = clock.millis();
            long limit = now - settings.window().toMillis();
            forgetQuiet(limit);
            Source from = sources.remove(source);
            if (from == null) {
                from = new Source();
            }
            remembered -= from.weight();
            sources.put(source, from); // last in line
            forgetOld(from, limit);
            boolean fresh = add(from, name, print, now);
            remembered += from.weight();
            Tries tries = from.accounts.get(name);
            Tally tally = new Tally(
                    tries == null || !account.bannable() ? 0 : tries.times.size(),
                    from.times.size(),
                    from.accounts.size(),
                    from.accounts.keySet().stream().allMatch(it -> it.domain().equals(account.domain())),
                    fresh);
            forgetSurplus();
            return tally;
        } finally {
            lock.unlock();
        }
    }

    private boolean add(Source from, AccountName name, UUID print, long now) {
        Tries before = from.accounts.get(name);
        if (before != null && before.marks.contains(print)) {
            return false;
        }
        Tries tries = before == null ? new Tries() : before;
        from.accounts.remove(name);
        from.accounts.put(name, tries); // last in line
        if (from.accounts.size() > ACCOUNTS_OF_A_SOURCE) {
            removeEldest(from.accounts);
        }
        if (tries.times.size() >= settings.wrongAnswers()) {
            tries.times.removeFirst();
            tries.marks.removeFirst();
        }
        tries.times.addLast(now);
        tries.marks.addLast(print);
        tries.last = now;
        if (from.times.size() >= settings.strangerAnswers()) {
            from.times.removeFirst();
        }
        from.times.addLast(now);
        from.last = now;
        return true;
    }

    /** The account starts anew once its ban is over; that its name failed here still counts. */
    void spend(Network source, AccountName account) {
        change(source, from -> {
            Tries tries = from.accounts.get(account);
            if (tries != null) {
                tries.times.clear();
                tries.marks.clear();
            }
        });
    }

    /** As if the account had never failed there, nor the source with it. */
    void forgive(Network source, AccountName account) {
        change(source, from -> {
            from.accounts.remove(account);
            from.times.clear();
        });
    }

    /** As if nobody had ever failed there. */
    void forgive(Network network) {
        lock.lock();
        try {
            sources.entrySet().removeIf(entry -> {
                boolean in = network.contains(entry.getKey());
                if (in) {
                    remembered -= entry.getValue().weight();
                }
                return in;
            });
        } finally {
            lock.unlock();
        }
    }

    private interface Change {
        void on(Source source);
    }

    private void change(Network source, Change change) {
        lock.lock();
        try {
            Source from = sources.get(source);
            if (from != null) {
                remembered -= from.weight();
                change.on(from);
                remembered += from.weight();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Accounts and answers that are remembered. */
    int size() {
        lock.lock();
        try {
            return remembered;
        } finally {
            lock.unlock();
        }
    }

    /** Sources that were forgotten before their time, since the start. */
    long forgotten() {
        lock.lock();
        try {
            return forgotten;
        } finally {
            lock.unlock();
        }
    }

    private static void forgetOld(Source from, long limit) {
        while (!from.times.isEmpty() && from.times.getFirst() < limit) {
            from.times.removeFirst();
        }
        from.accounts.values().removeIf(tries -> {
            tries.forgetBefore(limit);
            return tries.last < limit;
        });
    }

    private void forgetQuiet(long limit) {
        Iterator<Source> quietest = sources.values().iterator();
        while (quietest.hasNext()) {
            Source source = quietest.next();
            if (source.last >= limit) {
                return;
            }
            remembered -= source.weight();
            quietest.remove();
        }
    }

    private void forgetSurplus() {
        while (remembered > settings.answersRemembered() && !sources.isEmpty()) {
            remembered -= sources.firstEntry().getValue().weight();
            removeEldest(sources);
            forgotten++;
        }
    }

    private static void removeEldest(SequencedMap<?, ?> map) {
        map.pollFirstEntry();
    }

    /** Stands for a name that is not kept, since it is too long or no name. */
    private static AccountName stand(AccountName account) {
        return new AccountName(account.domain(), "\0" + fingerprint(account.username()));
    }

    /** 128 bits of SHA-256: nobody finds two answers that look alike. */
    private static UUID fingerprint(String text) {
        try {
            ByteBuffer hash =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
            return new UUID(hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
