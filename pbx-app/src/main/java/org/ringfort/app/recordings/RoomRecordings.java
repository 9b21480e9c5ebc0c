package org.ringfort.app.recordings;

import java.util.Optional;
import org.ringfort.app.applications.Application.Visit;
import org.ringfort.app.applications.Recording;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.audit.AuditEntry;
import org.ringfort.app.conferences.Room;
import org.ringfort.app.conferences.RoomChanged;
import org.ringfort.app.conferences.RoomId;
import org.ringfort.app.conferences.RoomRecorder;
import org.ringfort.app.conferences.Rooms;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.app.recordings.store.RecordingStore;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/** Which conference rooms are recorded. Administration works in the current scope; who comes into a room names its tenant. */
@Service
public class RoomRecordings implements RoomRecorder {
    private final RecordingStore store;
    private final Rooms rooms;
    private final RecordingOrders orders;
    private final TenantTransactions transactions;
    private final Audit audit;

    RoomRecordings(
            RecordingStore store, Rooms rooms, RecordingOrders orders, TenantTransactions transactions, Audit audit) {
        this.store = store;
        this.rooms = rooms;
        this.orders = orders;
        this.transactions = transactions;
        this.audit = audit;
    }

    @Override
    public Optional<Recording> order(Room room, Visit visit) {
        return transactions.in(room.tenant(), () -> store.isRecorded(room.id().value()))
                ? Optional.of(orders.make(
                        room.tenant(), visit.call().toString(), visit.callerNumber(), visit.dialled(), room.name()))
                : Optional.empty();
    }

    /** Of a room of the current tenant. */
    public RoomRecordingMode of(RoomId id) {
        return transactions.current(() -> mode(rooms.find(id).orElseThrow(Problem::notFound)));
    }

    /** From the next who comes in on. What is recorded already goes on until the last has left. */
    public RoomRecordingMode change(RoomId id, RoomRecordingMode mode) {
        return transactions.current(() -> {
            Room room = rooms.find(id).orElseThrow(Problem::notFound);
            RoomRecordingMode before = mode(room);
            store.setRoom(room.tenant(), id.value(), mode == RoomRecordingMode.ALWAYS);
            audit.record(AuditEntry.changed("conference-room-recording", id, new Said(before), new Said(mode)));
            return mode;
        });
    }

    private record Said(RoomRecordingMode mode) {}

    private RoomRecordingMode mode(Room room) {
        return store.isRecorded(room.id().value()) ? RoomRecordingMode.ALWAYS : RoomRecordingMode.NEVER;
    }

    /** In the transaction that deletes a room: nothing is left of it. */
    @EventListener
    void changed(RoomChanged event) {
        if (rooms.find(event.id()).isEmpty()) {
            store.setRoom(event.tenant(), event.id().value(), false);
        }
    }
}
