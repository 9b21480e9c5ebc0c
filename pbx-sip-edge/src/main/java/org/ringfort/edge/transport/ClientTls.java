package org.ringfort.edge.transport;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.ringfort.edge.transport.tls.OwnCertificates;
import org.ringfort.edge.transport.tls.ServerTls;

/**
 * TLS towards those whom we call: the certificate must be signed by who is trusted for this peer, and hold the name that we
 * call it by. There is no way around either. A certificate of ours is shown to nobody whose own was not good.
 *
 * @rfc 5922 7.2
 */
final class ClientTls {
    /** Different sets of authorities and certificates of ours whose contexts are kept. */
    private static final int MOST_CONTEXTS = 200;

    private final OwnCertificates own;
    private final Map<Key, SslContext> contexts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, SslContext> eldest) {
            return size() > MOST_CONTEXTS;
        }
    };

    /** @param version of what is shown, so that a certificate that was renewed is taken up */
    private record Key(String authorities, String ownCertificate, List<Object> version) {}

    ClientTls(OwnCertificates own) {
        this.own = own;
    }

    /**
     * What a connection there is made with; blocks for files where something of ours is shown.
     *
     * @throws IOException where authorities or certificate cannot be used
     */
    SslContext context(Destination destination) throws IOException {
        String shown = destination.ownCertificate();
        var key = new Key(destination.authorities(), shown, shown.isEmpty() ? List.of() : own.version(shown));
        synchronized (contexts) {
            SslContext context = contexts.get(key);
            if (context == null) {
                context = context(destination.authorities(), shown);
                contexts.put(key, context);
            }
            return context;
        }
    }

    private SslContext context(String authorities, String shown) throws IOException {
        SslContextBuilder builder = SslContextBuilder.forClient()
                .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK)
                .protocols("TLSv1.3", "TLSv1.2")
                .ciphers(ServerTls.SUITES, SupportedCipherSuiteFilter.INSTANCE)
                .endpointIdentificationAlgorithm("HTTPS");
        if (!shown.isEmpty()) {
            own.show(shown, builder);
        }
        if (!authorities.isEmpty()) {
            try {
                builder.trustManager(new ByteArrayInputStream(authorities.getBytes(StandardCharsets.US_ASCII)));
            } catch (IllegalArgumentException unreadable) {
                throw new SSLException("authorities", unreadable);
            }
        }
        return builder.build();
    }
}
