package org.ringfort.media.port;

import java.net.InetSocketAddress;

/** Where a leg sends from, and what number its peer knows it by. The loop's thread. */
public interface Outlet {
    int number();

    /** Sends a part of the buffer; false where the machine would not take it. */
    boolean send(PacketBuffer packet, int start, int lengthBytes, InetSocketAddress to);

    /** Nothing is sent or taken any more. */
    void close();
}
