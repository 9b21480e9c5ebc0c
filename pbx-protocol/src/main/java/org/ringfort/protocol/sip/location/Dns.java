package org.ringfort.protocol.sip.location;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/** What names say. Each question blocks for as long as its asker allows; the answer is never longer than that asker wants. */
public interface Dns {
    /** How a question went. */
    sealed interface Answer<T> {
        /**
         * There is something, or nothing.
         *
         * @param records in any order; empty where the name has none of the kind
         * @param life for how long they may be remembered
         */
        record Told<T>(List<T> records, Duration life) implements Answer<T> {
            /** Copies the list. */
            public Told {
                records = List.copyOf(records);
            }
        }

        /** Nobody answered in time, or not to be believed. */
        record Silent<T>() implements Answer<T> {}
    }

    /**
     * A way to serve a domain (RFC 3403).
     *
     * @param flags lower case; "s" means that {@code replacement} has SRV records
     * @param service e.g. "SIPS+D2T"
     */
    record Naptr(int order, int preference, String flags, String service, String replacement) {}

    /** A server (RFC 2782); a target of "." means that there is none. */
    record Srv(int priority, int weight, int port, String target) {}

    Answer<Naptr> naptr(String domain);

    Answer<Srv> srv(String name);

    /** A and AAAA together. */
    Answer<InetAddress> addresses(String host);
}
