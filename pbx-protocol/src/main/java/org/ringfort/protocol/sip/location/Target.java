package org.ringfort.protocol.sip.location;

import java.net.InetSocketAddress;

/** One place to try; resolved. */
public record Target(Transport transport, InetSocketAddress address) {}
