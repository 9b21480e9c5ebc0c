package org.ringfort.app.numbers;

import java.util.List;

/**
 * What can be said of a number by those who administer it.
 *
 * @param number E.164 with its plus sign
 * @param label in words, perhaps empty; at most 80 characters
 * @param presentedBy numbers of the extensions whose calls go out under it, where the trunk lets them; at most 500
 */
public record NumberDraft(String number, Destination destination, String label, List<String> presentedBy) {
    public NumberDraft {
        presentedBy = List.copyOf(presentedBy);
    }

    /** One that nobody's calls go out under. */
    public NumberDraft(String number, Destination destination, String label) {
        this(number, destination, label, List.of());
    }
}
