package org.ringfort.edge.lamps;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What people say of their own presence, and until when: soft state, which whoever said it says again before it is over. It lives as
 * long as this process; after a restart a refresh meets 412, and the phone publishes anew.
 *
 * <p>Of one extension so many at the same time, and so many changes a minute, since every change is told to all who watch. What
 * expires is noticed by {@link #sweep}. Values are replaced, never changed; for any thread.
 *
 * @rfc 3903 4.1
 */
public final class Announcements {
    /** Of one extension, at the same time; one more makes the one that would end first forgotten. */
    static final int MOST = 8;
    /** Changes of one extension at once; then one every {@link #PACE}. */
    static final int BURST = 10;

    static final Duration PACE = Duration.ofSeconds(3);
    private static final int MOST_PLACES = 100_000;

    /**
     * What was understood of what somebody said.
     *
     * @param open whether he can be reached that way
     * @param note perhaps empty
     * @param activities names of RFC 4480, a few
     */
    public record Said(boolean open, String note, List<String> activities) {
        public Said {
            activities = List.copyOf(activities);
        }
    }

    /** What became of a wish. */
    public sealed interface Outcome {
        /** Done; the tag names it the next time. */
        record Kept(String tag) implements Outcome {}

        /** Nothing is known under that tag, or not any more. */
        record NoSuch() implements Outcome {}

        /** To be asked again in a while. */
        record TooOften() implements Outcome {}
    }

    /** @param id the same as long as it is refreshed */
    public record Announcement(String id, String tag, Said said, long end) {}

    /** @param changes that are allowed now, in nanoseconds of {@link #PACE} */
    private record Spoken(List<Announcement> all, long changes, long at) {}

    private final LongSupplier nanoTime;
    private final RandomGenerator random;
    private final Map<Place, Spoken> places = new ConcurrentHashMap<>();
    private final Bells bells = new Bells();

    /**
     * @param nanoTime as {@link System#nanoTime}
     * @param random makes tags: nobody may foresee them
     */
    public Announcements(LongSupplier nanoTime, RandomGenerator random) {
        this.nanoTime = nanoTime;
        this.random = random;
    }

    /** Something new is said of an extension. */
    public Outcome say(Place place, Said said, Duration length) {
        if (places.size() >= MOST_PLACES && !places.containsKey(place)) {
            return new Outcome.TooOften();
        }
        return change(place, true, (all, now) -> {
            if (all.size() == MOST) {
                all.remove(all.stream()
                        .min(Comparator.comparingLong(one -> one.end() - now))
                        .orElseThrow());
            }
            var fresh = new Announcement(chance(), chance() + chance(), said, now + length.toNanos());
            all.add(fresh);
            return Optional.of(fresh.tag());
        });
    }

    /** What was said under a tag holds on, and is perhaps something else now. */
    public Outcome again(Place place, String tag, Optional<Said> said, Duration length) {
        return change(place, said.isPresent(), (all, now) -> {
            Optional<Announcement> known = known(all, tag);
            known.ifPresent(all::remove);
            return known.map(before -> {
                var next = new Announcement(
                        before.id(), chance() + chance(), said.orElse(before.said()), now + length.toNanos());
                all.add(next);
                return next.tag();
            });
        });
    }

    /** What was said under a tag is taken back. */
    public Outcome takeBack(Place place, String tag) {
        return change(place, true, (all, now) -> {
            Optional<Announcement> known = known(all, tag);
            known.ifPresent(all::remove);
            return known.map(Announcement::tag);
        });
    }

    private static Optional<Announcement> known(List<Announcement> all, String tag) {
        return all.stream().filter(one -> one.tag().equals(tag)).findFirst();
    }

    /** Changes a list; the tag of what it did, empty where there was nothing to do. */
    private interface Change {
        Optional<String> in(List<Announcement> all, long now);
    }

    private Outcome change(Place place, boolean told, Change change) {
        long now = nanoTime.getAsLong();
        var outcome = new Outcome[] {new Outcome.NoSuch()};
        places.compute(place, (key, before) -> {
            Spoken spoken = before == null ? new Spoken(List.of(), full(), now) : rested(before, now);
            if (told && spoken.changes() < PACE.toNanos()) {
                outcome[0] = new Outcome.TooOften();
                return spoken;
            }
            List<Announcement> all = new ArrayList<>(alive(spoken.all(), now));
            Optional<String> tag = change.in(all, now);
            if (tag.isEmpty()) {
                return before == null ? null : spoken;
            }
            outcome[0] = new Outcome.Kept(tag.get());
            return new Spoken(List.copyOf(all), spoken.changes() - (told ? PACE.toNanos() : 0), now);
        });
        if (told && outcome[0] instanceof Outcome.Kept) {
            bells.ring(place);
        }
        return outcome[0];
    }

    private static long full() {
        return BURST * PACE.toNanos();
    }

    private static Spoken rested(Spoken spoken, long now) {
        return new Spoken(spoken.all(), Math.min(full(), spoken.changes() + (now - spoken.at())), now);
    }

    private static List<Announcement> alive(List<Announcement> all, long now) {
        return all.stream().filter(one -> one.end() - now > 0).toList();
    }

    private String chance() {
        return HexFormat.of().toHexDigits(random.nextLong());
    }

    /** What is said of an extension now; what was said last stands last. */
    public List<Announcement> at(Place place) {
        Spoken spoken = places.get(place);
        return spoken == null ? List.of() : alive(spoken.all(), nanoTime.getAsLong());
    }

    /** Forgets what has expired, and tells those who watch. */
    public void sweep() {
        long now = nanoTime.getAsLong();
        for (Place place : places.keySet()) {
            boolean[] less = new boolean[1];
            places.computeIfPresent(place, (key, spoken) -> {
                List<Announcement> left = alive(spoken.all(), now);
                less[0] = left.size() < spoken.all().size();
                boolean idle = left.isEmpty() && rested(spoken, now).changes() == full();
                return idle ? null : new Spoken(left, spoken.changes(), spoken.at());
            });
            if (less[0]) {
                bells.ring(place);
            }
        }
    }

    /** As {@link LampBoard#watch}. */
    public boolean watch(Place place, Runnable bell, int most) {
        return bells.hang(place, bell, most);
    }

    public void unwatch(Place place, Runnable bell) {
        bells.take(place, bell);
    }

    /** Extensions of which something is said, or was a moment ago. */
    public int size() {
        return places.size();
    }

    /** How long until a change is allowed again, at the most. */
    public static long patienceSeconds() {
        return TimeUnit.NANOSECONDS.toSeconds(PACE.toNanos());
    }
}
