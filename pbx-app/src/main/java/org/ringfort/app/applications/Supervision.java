package org.ringfort.app.applications;

import org.ringfort.kernel.id.CallId;

/**
 * An order to let the caller into a call of two others.
 *
 * @param call of the caller's own tenant
 * @param number of who is supervised, one of the two
 * @param tone whether both hear a beep when it begins
 * @param keys what may be pressed
 */
public record Supervision(CallId call, String number, Reach reach, boolean tone, String keys) {
    /** What came of it. */
    public sealed interface Outcome {
        /** A key was pressed; it goes on as it was. */
        record Key(char key) implements Outcome {}

        /** The call is over, or is no longer that of the two. */
        record Over() implements Outcome {}

        /** Nothing was heard. */
        record Refused() implements Outcome {}
    }

    /** Each holds what comes before it. */
    public enum Reach {
        /** Hears both. */
        LISTEN,
        /** The supervised one hears him too. */
        WHISPER,
        /** Both hear him. */
        BARGE
    }
}
