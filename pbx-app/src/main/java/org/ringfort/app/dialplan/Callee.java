package org.ringfort.app.dialplan;

import java.time.Duration;
import java.util.List;
import org.ringfort.app.registrar.Binding;

/**
 * An extension that may be rung.
 *
 * @param ringFor before voicemail, or before the caller hears that nobody answers
 * @param eachGroup the phones of one preference, before those of the next
 * @param voicemail whether it has a mailbox that takes messages
 * @param contacts where it is registered now
 */
public record Callee(String number, Duration ringFor, Duration eachGroup, boolean voicemail, List<Binding> contacts) {
    public Callee {
        contacts = List.copyOf(contacts);
    }
}
