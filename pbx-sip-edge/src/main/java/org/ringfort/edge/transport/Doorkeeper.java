package org.ringfort.edge.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Asked before anything is read from or remembered for an address; answers at once, on a transport's thread. */
public interface Doorkeeper {
    /** Whether one more message of {@code bytes} octets may come from {@code source}; if not it is dropped unread. */
    boolean admits(InetAddress source, int bytes);

    /** Is told of what was turned away before it was a message: {@code event} is a documented name. */
    default void turnedAway(String event, TransportKind transport, InetSocketAddress source, String why) {}
}
