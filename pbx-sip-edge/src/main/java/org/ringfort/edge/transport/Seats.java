package org.ringfort.edge.transport;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Room for so many connections, all together and for each address, and for fewer whose handshake is not over yet.
 *
 * <p>Where there is no room, the oldest that has shown nothing yet makes some: of the same address where that one is crowded. So
 * however many stall, whoever goes through with it gets in; and whoever has proved himself never has to go for others. Any thread;
 * taken once for each connection and stage, not for messages.
 */
final class Seats {
    private enum Stage {
        HANDSHAKE,
        STRANGER,
        PROVED,
        GONE
    }

    private final TransportSettings.Room limits;
    private final Room whole = new Room();
    private final Map<SourcePrefix, Room> rooms = new HashMap<>();
    private long taken;

    Seats(TransportSettings.Room limits) {
        this.limits = limits;
    }

    /** One connection's place, as a token for what comes next in its life. */
    final class Seat {
        private final SourcePrefix from;
        private final Consumer<String> sendAway;
        private long number;
        private Stage stage = Stage.HANDSHAKE;

        private Seat(SourcePrefix from, Consumer<String> sendAway) {
            this.from = from;
            this.sendAway = sendAway;
        }

        /** The handshake is over, or there is none. */
        void settled() {
            become(this, Stage.STRANGER);
        }

        /** Somebody has proved himself here. */
        void proved() {
            become(this, Stage.PROVED);
        }

        /** The connection is closed; a second time nothing happens. */
        void leave() {
            become(this, Stage.GONE);
        }
    }

    /** Those of one address, or all. */
    private static final class Room {
        private int held;
        private final LinkedHashSet<Seat> handshakes = new LinkedHashSet<>();
        private final LinkedHashSet<Seat> strangers = new LinkedHashSet<>();

        private Optional<Seat> oldestHandshake() {
            return handshakes.stream().findFirst();
        }

        private Optional<Seat> oldest() {
            return Stream.concat(
                            handshakes.stream().limit(1), strangers.stream().limit(1))
                    .min(Comparator.comparingLong(seat -> seat.number));
        }

        private void put(Seat seat, Stage stage) {
            handshakes.remove(seat);
            strangers.remove(seat);
            switch (stage) {
                case HANDSHAKE -> handshakes.add(seat);
                case STRANGER -> strangers.add(seat);
                case PROVED, GONE -> {}
            }
        }
    }

    /**
     * A seat for a connection from {@code address}.
     *
     * @param sendAway closes it for the reason given, where another needs its place; called by any thread
     * @return empty where everybody there has proved himself
     */
    Optional<Seat> take(InetAddress address, Consumer<String> sendAway) {
        var seat = new Seat(SourcePrefix.of(address), sendAway);
        List<Seat> leaving = new ArrayList<>(2);
        boolean room = makeRoom(seat, leaving);
        leaving.forEach(one -> one.sendAway.accept("crowded"));
        return room ? Optional.of(seat) : Optional.empty();
    }

    private synchronized boolean makeRoom(Seat seat, List<Seat> leaving) {
        Room here = rooms.computeIfAbsent(seat.from, from -> new Room());
        if (here.handshakes.size() >= limits.handshakesPerAddress()) {
            here.oldestHandshake().ifPresent(one -> unseat(one, leaving));
        } else if (whole.handshakes.size() >= limits.handshakes()) {
            whole.oldestHandshake().ifPresent(one -> unseat(one, leaving));
        }
        if (here.held >= limits.perAddress()) {
            here.oldest().ifPresent(one -> unseat(one, leaving));
        }
        if (whole.held >= limits.connections()) {
            whole.oldest().ifPresent(one -> unseat(one, leaving));
        }
        if (here.held >= limits.perAddress() || whole.held >= limits.connections()) {
            forgetIfEmpty(seat.from, here);
            return false;
        }
        rooms.put(seat.from, here); // making room may have emptied it
        seat.number = ++taken;
        here.held++;
        whole.held++;
        here.put(seat, Stage.HANDSHAKE);
        whole.put(seat, Stage.HANDSHAKE);
        return true;
    }

    private void unseat(Seat seat, List<Seat> leaving) {
        leaving.add(seat);
        become(seat, Stage.GONE);
    }

    private synchronized void become(Seat seat, Stage stage) {
        Room here = rooms.get(seat.from);
        if (here == null || seat.stage == Stage.GONE || seat.stage == stage) {
            return;
        }
        seat.stage = stage;
        here.put(seat, stage);
        whole.put(seat, stage);
        if (stage == Stage.GONE) {
            here.held--;
            whole.held--;
            forgetIfEmpty(seat.from, here);
        }
    }

    private void forgetIfEmpty(SourcePrefix from, Room room) {
        if (room.held == 0) {
            rooms.remove(from);
        }
    }

    synchronized int held() {
        return whole.held;
    }

    synchronized int handshakes() {
        return whole.handshakes.size();
    }
}
