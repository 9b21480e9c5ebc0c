package org.ringfort.edge.subscription;

import java.util.Optional;
import org.ringfort.contract.control.v1.Subscribed;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.header.ContentType;

/**
 * One kind of thing that phones watch. For any thread.
 *
 * @rfc 6665 5
 */
interface EventPackage {
    /** As Event names it. */
    String name();

    /** Of what is told. */
    ContentType type();

    /**
     * Begins to tell {@code watcher}, whom the app has allowed it.
     *
     * @param watched the address-of-record as the phone named it, without anything more
     * @return empty where so many watch the same that one more is not believable
     */
    Optional<Topic> topic(Subscribed granted, SipUri watched, Watcher watcher);
}
