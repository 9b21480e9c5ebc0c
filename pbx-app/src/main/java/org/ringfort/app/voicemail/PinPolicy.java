package org.ringfort.app.voicemail;

import java.util.Optional;

/**
 * Which mailbox PINs are too easily guessed. A mailbox is attacked over the telephone, five tries at a time, so what
 * matters is that no PIN is among the first a stranger would try.
 */
public final class PinPolicy {
    /** Fewest digits. */
    public static final int SHORTEST = 6;

    /** Most digits. */
    public static final int LONGEST = 12;

    private static final int RUN = 4;

    private PinPolicy() {}

    /** Why {@code pin} will not do for the mailbox of {@code extension}, in words; empty where it will. */
    public static Optional<String> fault(String pin, String extension) {
        if (pin.length() < SHORTEST || pin.length() > LONGEST) {
            return Optional.of("must have " + SHORTEST + " to " + LONGEST + " digits");
        }
        if (!pin.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.of("must be digits only");
        }
        if (!extension.isEmpty() && pin.contains(extension)) {
            return Optional.of("must not contain the extension");
        }
        if (hasRun(pin, 0)) {
            return Optional.of("must not repeat a digit " + RUN + " times in a row");
        }
        if (hasRun(pin, 1) || hasRun(pin, -1)) {
            return Optional.of("must not contain " + RUN + " digits in sequence");
        }
        if (repeatsBlock(pin)) {
            return Optional.of("must not be one pattern repeated");
        }
        return Optional.empty();
    }

    private static boolean hasRun(String pin, int step) {
        int run = 1;
        for (int i = 1; i < pin.length(); i++) {
            run = Math.floorMod(pin.charAt(i) - pin.charAt(i - 1), 10) == Math.floorMod(step, 10) ? run + 1 : 1;
            if (run >= RUN) {
                return true;
            }
        }
        return false;
    }

    private static boolean repeatsBlock(String pin) {
        for (int length = 1; length <= pin.length() / 2; length++) {
            if (pin.length() % length == 0
                    && pin.equals(pin.substring(0, length).repeat(pin.length() / length))) {
                return true;
            }
        }
        return false;
    }
}
