package org.ringfort.app.conferences;

import java.util.Optional;
import org.ringfort.app.applications.Application.Visit;
import org.ringfort.app.applications.Recording;

/** Says whether a room is recorded; who keeps recordings is no affair of rooms. */
public interface RoomRecorder {
    /** The order to record what is said there, for somebody who comes in now. It counts where nothing is recorded there yet. */
    Optional<Recording> order(Room room, Visit visit);
}
