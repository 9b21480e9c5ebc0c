package org.ringfort.edge.transport.tls;

import java.util.Optional;

/**
 * What was agreed and proved in a TLS handshake.
 *
 * @param version {@code TLSv1.3} or {@code TLSv1.2}
 * @param cipher the suite's standard name
 * @param group of the key agreement, such as {@code X25519MLKEM768}; empty where it is not known
 * @param client the certificate that whoever called us showed, verified; empty where none was shown, and on connections that
 *     we opened: who signed a gateway's certificate is for its trunk to say, which makes it nobody's name elsewhere
 * @param shown the certificate that whoever called us showed where devices are asked for theirs, and that was not verified; its
 *     key was proved
 */
public record TlsFacts(
        String version,
        String cipher,
        String group,
        Optional<PeerCertificate> client,
        Optional<ShownCertificate> shown) {}
