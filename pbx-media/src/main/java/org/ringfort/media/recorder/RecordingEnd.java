package org.ringfort.media.recorder;

import java.util.Optional;

/** Why a recording ended. */
public enum RecordingEnd {
    SILENCE(1),
    LIMIT(2),
    DIGIT(3),
    STOPPED(4),
    HANGUP(5),
    /** The process died meanwhile. */
    INTERRUPTED(6),
    /** The disk refused. */
    FAILED(7);

    private final int code;

    RecordingEnd(int code) {
        this.code = code;
    }

    /** As written in facts files: never changes, never zero. */
    int code() {
        return code;
    }

    static Optional<RecordingEnd> ofCode(int code) {
        for (RecordingEnd end : values()) {
            if (end.code == code) {
                return Optional.of(end);
            }
        }
        return Optional.empty();
    }
}
