package org.ringfort.edge.fake;

import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A gRPC server that can die and come back on the same port. */
final class FakePeer {
    private final BindableService service;
    private @Nullable Server server;
    private final List<ManagedChannel> channels = new CopyOnWriteArrayList<>();
    private int port;

    FakePeer(BindableService service) {
        this.service = service;
    }

    void start() {
        try {
            server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                    .addService(service)
                    .maxInboundMessageSize(4 << 20)
                    .build()
                    .start();
            port = server.getPort();
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    /** As {@code kill -9} looks from outside. */
    void die() {
        Server here = server;
        if (here != null) {
            here.shutdownNow();
            try {
                here.awaitTermination();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    ManagedChannel channel() {
        ManagedChannel channel = NettyChannelBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .usePlaintext()
                .directExecutor()
                .maxInboundMessageSize(4 << 20)
                .build();
        channels.add(channel);
        return channel;
    }

    /** Dead for good, and with it what was dialled to it. */
    void end() {
        channels.forEach(ManagedChannel::shutdownNow);
        die();
    }
}
