package org.ringfort.app.platform.grpc;

import io.grpc.BindableService;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallExecutorSupplier;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyServerBuilder;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The gRPC server: TLS 1.3 or 1.2 with client certificates of the internal authority. Streams are heard on virtual threads,
 * where they may wait; unary questions on the transport's own, so that each need not change threads twice: their handlers
 * hand on what may wait. Serves every {@link BindableService} bean.
 */
@Component("grpc")
public final class GrpcDoor implements SmartLifecycle, HealthIndicator {
    private static final Logger LOG = LoggerFactory.getLogger(GrpcDoor.class);
    private static final int LARGEST_MESSAGE_BYTES = 4 * 1024 * 1024;
    private static final Duration FAREWELL = Duration.ofSeconds(3);

    private final GrpcSettings settings;
    private final List<BindableService> services;
    private @Nullable Server server;
    private @Nullable ExecutorService executor;

    GrpcDoor(GrpcSettings settings, List<BindableService> services) {
        this.settings = settings;
        this.services = List.copyOf(services);
    }

    @Override
    public void start() {
        if (!settings.enabled()) {
            return;
        }
        ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("grpc-", 0).factory());
        executor = threads;
        NettyServerBuilder builder = NettyServerBuilder.forAddress(
                        new InetSocketAddress(settings.address(), settings.port()))
                .sslContext(mutualTls())
                .directExecutor()
                .callExecutor(new ServerCallExecutorSupplier() {
                    @Override
                    public <Q, A> @Nullable Executor getExecutor(ServerCall<Q, A> call, Metadata headers) {
                        boolean question = call.getMethodDescriptor().getType() == MethodType.UNARY;
                        return question ? null : threads;
                    }
                })
                .maxInboundMessageSize(LARGEST_MESSAGE_BYTES)
                .keepAliveTime(20, TimeUnit.SECONDS)
                .keepAliveTimeout(5, TimeUnit.SECONDS)
                .permitKeepAliveTime(5, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true);
        services.forEach(builder::addService);
        try {
            server = builder.build().start();
        } catch (IOException taken) {
            throw new IllegalStateException(
                    "cannot listen for edges on " + settings.address() + ":" + settings.port() + ": is the port taken?",
                    taken);
        }
        LOG.info("Edges are served on {}:{}", settings.address(), port());
    }

    private SslContext mutualTls() {
        try {
            return GrpcSslContexts.forServer(
                            GrpcSettings.file("ringfort.grpc.certificate", settings.certificate())
                                    .toFile(),
                            GrpcSettings.file("ringfort.grpc.key", settings.key())
                                    .toFile())
                    .trustManager(GrpcSettings.file("ringfort.grpc.trust", settings.trust())
                            .toFile())
                    .clientAuth(ClientAuth.REQUIRE)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .build();
        } catch (IOException wrong) {
            throw new IllegalStateException("the certificate, key or trust of ringfort.grpc does not fit", wrong);
        }
    }

    /** The port listened on; -1 while it is not. */
    public int port() {
        return server == null ? -1 : server.getPort();
    }

    @Override
    public void stop() {
        Server running = server;
        if (running != null) {
            running.shutdown();
            try {
                if (!running.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
                    running.shutdownNow();
                }
            } catch (InterruptedException hurried) {
                running.shutdownNow();
                Thread.currentThread().interrupt();
            }
            server = null;
        }
        if (executor != null) {
            executor.shutdown();
            executor = null;
        }
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }

    @Override
    public Health health() {
        boolean serving = !settings.enabled() || (server != null && !server.isShutdown());
        return (serving ? Health.up() : Health.down()).build();
    }
}
