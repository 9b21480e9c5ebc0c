package org.ringfort.app.registrar;

import java.util.List;

/**
 * A REGISTER.
 *
 * @param domain host of the Request-URI
 * @param user user part of To
 * @param gruu whether the phone wants to be told its own addresses (RFC 5627)
 */
public record BindRequest(Requester requester, String domain, String user, Change change, Place place, boolean gruu) {
    /** The same where this certificate proved the device; unchanged where none did. */
    BindRequest certifiedBy(String subject) {
        return new BindRequest(requester, domain, user, change, place.certifiedBy(subject), gruu);
    }

    /** What it asks for. */
    public sealed interface Change {
        /** Only tell. */
        record Query() implements Change {}

        /** Contact: *. */
        record RemoveAll() implements Change {}

        /** These contacts. */
        record Contacts(List<ContactChange> contacts) implements Change {
            public Contacts {
                contacts = List.copyOf(contacts);
            }
        }
    }
}
