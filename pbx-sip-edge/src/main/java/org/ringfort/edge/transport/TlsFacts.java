package org.ringfort.edge.transport;

/**
 * What was agreed in a TLS handshake.
 *
 * @param version {@code TLSv1.3} or {@code TLSv1.2}
 * @param cipher the suite's standard name
 */
public record TlsFacts(String version, String cipher) {}
