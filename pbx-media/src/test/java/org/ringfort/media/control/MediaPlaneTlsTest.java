package org.ringfort.media.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfort.contract.media.v1.MediaPlaneGrpc;
import org.ringfort.contract.media.v1.SessionReport;
import org.ringfort.contract.media.v1.SessionRequest;
import org.ringfort.process.tls.MutualTls;
import org.ringfort.process.tls.TlsFiles;
import org.ringfort.testkit.tls.TestAuthority;

/** Only edges of our own authority may ask media anything. */
class MediaPlaneTlsTest {
    @TempDir
    Path folder;

    private MediaHouse house;
    private TestAuthority ours;
    private Server server;

    @BeforeEach
    void open() throws Exception {
        house = new MediaHouse(22_600, 22_620, Duration.ZERO, folder);
        ours = new TestAuthority("ours", folder);
        server = MutualTls.server(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), files(ours.issue("media")))
                .addService(new MediaPlaneService(house.sessions, house.shelf, "media-1"))
                .build()
                .start();
    }

    @AfterEach
    void close() throws Exception {
        server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        house.close();
    }

    @Test
    void an_edge_of_ours_is_answered() throws Exception {
        assertThat(ask(channel(files(ours.issue("edge")))).getLegsCount()).isZero();
    }

    @Test
    void a_strangers_certificate_is_refused() throws Exception {
        TestAuthority.Issued stranger = new TestAuthority("theirs", folder).issue("edge");
        var files = new TlsFiles(
                stranger.certificate(), stranger.key(), ours.issue("x").trust());
        assertRefused(channel(files));
    }

    @Test
    void without_a_certificate_nobody_is_answered() throws Exception {
        assertRefused(NettyChannelBuilder.forAddress(address())
                .overrideAuthority("media")
                .sslContext(GrpcSslContexts.forClient()
                        .trustManager(ours.issue("x").trust().toFile())
                        .build()));
    }

    @Test
    void without_tls_nobody_is_answered() {
        assertRefused(NettyChannelBuilder.forAddress(address()).usePlaintext());
    }

    private NettyChannelBuilder channel(TlsFiles files) {
        return MutualTls.channel(address(), Optional.of("media"), files);
    }

    private InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort());
    }

    private static void assertRefused(NettyChannelBuilder channel) {
        assertThatThrownBy(() -> ask(channel))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        refused -> assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE));
    }

    private static SessionReport ask(NettyChannelBuilder builder) throws InterruptedException {
        ManagedChannel channel = builder.build();
        try {
            return MediaPlaneGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(20, TimeUnit.SECONDS)
                    .report(SessionRequest.newBuilder().setSessionId("none").build());
        } finally {
            channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        }
    }

    private static TlsFiles files(TestAuthority.Issued issued) {
        return new TlsFiles(issued.certificate(), issued.key(), issued.trust());
    }
}
