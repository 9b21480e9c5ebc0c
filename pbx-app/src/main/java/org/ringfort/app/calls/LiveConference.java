package org.ringfort.app.calls;

import java.time.Instant;
import java.util.List;
import org.ringfort.app.conferences.RoomId;
import org.ringfort.kernel.id.CallId;
import org.ringfort.kernel.id.TenantId;

/**
 * Who is in a conference room now, as one edge tells of its legs.
 *
 * @param waits nobody hears anybody, since a moderator is waited for
 * @param locked by a moderator: nobody but moderators comes in
 */
public record LiveConference(TenantId tenant, RoomId room, boolean waits, boolean locked, List<Member> members) {
    public LiveConference {
        members = List.copyOf(members);
    }

    /**
     * Somebody in it.
     *
     * @param call whose leg it is
     * @param listens is never heard
     * @param speaks louder than the others just now
     */
    public record Member(
            CallId call,
            String legId,
            Instant since,
            boolean moderator,
            boolean muted,
            boolean listens,
            boolean speaks) {}
}
