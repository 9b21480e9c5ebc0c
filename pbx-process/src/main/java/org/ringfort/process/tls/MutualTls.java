package org.ringfort.process.tls;

import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NegotiationType;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.ringfort.process.config.ConfigurationException;

/**
 * gRPC between our own processes: TLS 1.3 only, both ends show a certificate of the internal authority.
 *
 * <p>Handlers run on the transport's threads (direct executor) and must never block: blocking work belongs on virtual
 * threads. Both ends probe idle connections, so that a peer that vanished is noticed within half a minute.
 */
public final class MutualTls {
    /** Larger than any message of our contracts, smaller than what would hurt. */
    public static final int MAX_MESSAGE_BYTES = 4 << 20;

    private MutualTls() {}

    /** A server for {@code address} that accepts only clients whose certificate the trust file vouches for. */
    public static NettyServerBuilder server(InetSocketAddress address, TlsFiles files) {
        return NettyServerBuilder.forAddress(address)
                .sslContext(serverContext(files))
                .directExecutor()
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .maxInboundMetadataSize(8_192)
                .handshakeTimeout(10, TimeUnit.SECONDS)
                .keepAliveTime(20, TimeUnit.SECONDS)
                .keepAliveTimeout(10, TimeUnit.SECONDS)
                .permitKeepAliveTime(5, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true);
    }

    /**
     * A channel to a fixed address.
     *
     * @param authority the name that the server's certificate must carry, where it is not the address itself
     */
    public static NettyChannelBuilder channel(InetSocketAddress address, Optional<String> authority, TlsFiles files) {
        return secured(NettyChannelBuilder.forAddress(address), authority, files);
    }

    /**
     * A channel to {@code host:port}; a name is looked up again whenever the connection breaks.
     *
     * @param authority the name that the server's certificate must carry, where it is not the host itself
     */
    public static NettyChannelBuilder channel(String target, Optional<String> authority, TlsFiles files) {
        return secured(NettyChannelBuilder.forTarget("dns:///" + target), authority, files);
    }

    private static NettyChannelBuilder secured(
            NettyChannelBuilder builder, Optional<String> authority, TlsFiles files) {
        builder.negotiationType(NegotiationType.TLS)
                .sslContext(clientContext(files))
                .directExecutor()
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .keepAliveTime(20, TimeUnit.SECONDS)
                .keepAliveTimeout(10, TimeUnit.SECONDS)
                .keepAliveWithoutCalls(true);
        authority.ifPresent(builder::overrideAuthority);
        return builder;
    }

    private static SslContext serverContext(TlsFiles files) {
        return built(
                files,
                SslContextBuilder.forServer(
                                files.certificate().toFile(), files.key().toFile())
                        .clientAuth(ClientAuth.REQUIRE));
    }

    private static SslContext clientContext(TlsFiles files) {
        return built(
                files,
                SslContextBuilder.forClient()
                        .keyManager(files.certificate().toFile(), files.key().toFile()));
    }

    private static SslContext built(TlsFiles files, SslContextBuilder builder) {
        try {
            return GrpcSslContexts.configure(builder, SslProvider.JDK)
                    .trustManager(files.trust().toFile())
                    .protocols("TLSv1.3")
                    .ciphers(null)
                    .build();
        } catch (SSLException | IllegalArgumentException unusable) {
            throw new ConfigurationException("cannot use the TLS files " + files.certificate() + ", " + files.key()
                    + ", " + files.trust() + ": " + unusable.getMessage());
        }
    }
}
