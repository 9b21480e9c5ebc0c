package org.ringfort.edge.lamps;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Which extensions are in calls, as a board of lamps: one for each call of an extension. It holds what the calls of this edge
 * say and nothing else, so it is as large as they are, and right whatever becomes of the app.
 *
 * <p>Values are replaced, never changed. A call's thread replaces them and rings those who watch; whoever is rung reads what is
 * there when it has the time. For any thread.
 */
public final class LampBoard implements CallWatcher {
    /**
     * One call of one extension.
     *
     * @param id chance, the same as long as the call lasts; neither the call nor its other side can be told by it
     * @param handle by what the call can be asked for while it rings there; empty for who calls
     */
    public record Lamp(String id, CallSeen.Side side, Optional<Handle> handle) {}

    /** What a handle comes to. */
    public sealed interface Found {
        /**
         * It rings there.
         *
         * @param callId the call's own name, for us alone
         */
        record Rings(String callId, String extension) implements Found {}

        /** Somebody talks. */
        record Talks() implements Found {}

        /** It is over. */
        record Over() implements Found {}

        /** There is no such handle, or it is another tenant's. */
        record Nothing() implements Found {}
    }

    private record Lit(String callId, Lamp lamp) {
        boolean is(String call, CallSeen.Side side) {
            return callId.equals(call) && lamp.side().direction() == side.direction();
        }
    }

    private final RandomGenerator random;
    private final Handles handles;
    private final Map<String, CallSeen> calls = new ConcurrentHashMap<>();
    private final Map<Place, List<Lit>> lit = new ConcurrentHashMap<>();
    private final Bells bells = new Bells();

    /** @param random gives the lamps their ids: nobody may foresee it */
    public LampBoard(RandomGenerator random) {
        this.random = random;
        this.handles = new Handles(random);
    }

    @Override
    public void seen(CallSeen call) {
        CallSeen before = calls.put(call.callId(), call);
        if (!call.equals(before)) {
            show(call.callId(), call.tenantId(), before == null ? List.of() : before.sides(), call.sides());
        }
    }

    @Override
    public void over(String callId) {
        CallSeen before = calls.remove(callId);
        if (before != null) {
            show(callId, before.tenantId(), before.sides(), List.of());
        }
    }

    private void show(String callId, String tenantId, List<CallSeen.Side> before, List<CallSeen.Side> now) {
        Set<String> concerned = new LinkedHashSet<>();
        Stream.concat(before.stream(), now.stream()).forEach(side -> concerned.add(side.extension()));
        for (String extension : concerned) {
            List<CallSeen.Side> was = of(extension, before);
            List<CallSeen.Side> is = of(extension, now);
            if (!was.equals(is)) {
                var place = new Place(tenantId, extension);
                lit.compute(place, (key, lamps) -> replaced(place, lamps == null ? List.of() : lamps, callId, is));
                bells.ring(place);
            }
        }
    }

    private static List<CallSeen.Side> of(String extension, List<CallSeen.Side> sides) {
        return sides.stream().filter(side -> side.extension().equals(extension)).toList();
    }

    /** Null where none is left: the map then forgets the place. */
    @SuppressWarnings("NullAway") // a map's own way of being told to forget
    private List<Lit> replaced(Place place, List<Lit> lamps, String callId, List<CallSeen.Side> sides) {
        List<Lit> after = new ArrayList<>(lamps);
        after.removeIf(old -> old.callId().equals(callId));
        for (CallSeen.Side side : sides) {
            Lamp lamp = lamps.stream()
                    .filter(old -> old.is(callId, side))
                    .map(old -> new Lamp(old.lamp().id(), side, old.lamp().handle()))
                    .findFirst()
                    .orElseGet(() -> fresh(place, callId, side));
            after.add(new Lit(callId, lamp));
        }
        lamps.stream()
                .filter(old -> after.stream()
                        .noneMatch(kept -> kept.lamp().id().equals(old.lamp().id())))
                .flatMap(old -> old.lamp().handle().stream())
                .forEach(handles::over);
        return after.isEmpty() ? null : List.copyOf(after);
    }

    private Lamp fresh(Place place, String callId, CallSeen.Side side) {
        return new Lamp(
                HexFormat.of().toHexDigits(random.nextLong()),
                side,
                side.direction() == CallSeen.Direction.RECIPIENT
                        ? Optional.of(handles.make(place, callId))
                        : Optional.empty());
    }

    /** What somebody of that tenant means who names a dialog by what he was told of it. */
    public Found find(String tenantId, String callId, String tag, String other) {
        Optional<Handles.Meant> meant = handles.lit(tenantId, callId, tag, other);
        if (meant.isEmpty()) {
            return handles.isGone(tenantId, callId, tag, other) ? new Found.Over() : new Found.Nothing();
        }
        return lit.getOrDefault(meant.get().place(), List.of()).stream()
                .filter(one ->
                        one.lamp().handle().equals(Optional.of(meant.get().handle())))
                .findFirst()
                .<Found>map(one -> one.lamp().side().phase() == CallSeen.Phase.CONFIRMED
                        ? new Found.Talks()
                        : new Found.Rings(one.callId(), meant.get().place().extension()))
                .orElseGet(Found.Over::new);
    }

    /** The calls that an extension is in now; those that changed last stand last. */
    public List<Lamp> lamps(Place place) {
        return lit.getOrDefault(place, List.of()).stream().map(Lit::lamp).toList();
    }

    /** Whether an extension is in any other call than that one now, or rings. */
    public boolean isBusy(Place place, String callId) {
        return lit.getOrDefault(place, List.of()).stream()
                .anyMatch(lamp -> !lamp.callId().equals(callId));
    }

    /**
     * From now on {@code bell} is run whenever an extension's lamps have changed, by the thread of a call; it returns at once.
     *
     * @param most how many may watch the place
     * @return false where so many do already
     */
    public boolean watch(Place place, Runnable bell, int most) {
        return bells.hang(place, bell, most);
    }

    public void unwatch(Place place, Runnable bell) {
        bells.take(place, bell);
    }

    /** Extensions that are in calls. */
    public int busy() {
        return lit.size();
    }

    /** Extensions that are watched. */
    public int watched() {
        return bells.places();
    }
}
