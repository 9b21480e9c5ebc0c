package org.ringfort.edge.transport;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.ringfort.edge.transport.tls.ServerTls;

/**
 * TLS towards those whom we call: the certificate must be signed by who is trusted for this peer, and hold the name that we
 * call it by. There is no way around either.
 *
 * @rfc 5922 7.2
 */
final class ClientTls {
    /** Different sets of authorities whose contexts are kept. */
    private static final int MOST_CONTEXTS = 200;

    private final Map<String, SslContext> contexts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SslContext> eldest) {
            return size() > MOST_CONTEXTS;
        }
    };

    SslHandler handler(Destination destination, ByteBufAllocator memory) throws SSLException {
        SslContext context;
        synchronized (contexts) {
            context = contexts.get(destination.authorities());
            if (context == null) {
                context = context(destination.authorities());
                contexts.put(destination.authorities(), context);
            }
        }
        return context.newHandler(
                memory, destination.tlsName(), destination.address().getPort());
    }

    private static SslContext context(String authorities) throws SSLException {
        SslContextBuilder builder = SslContextBuilder.forClient()
                .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK)
                .protocols("TLSv1.3", "TLSv1.2")
                .ciphers(ServerTls.SUITES, SupportedCipherSuiteFilter.INSTANCE)
                .endpointIdentificationAlgorithm("HTTPS");
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
