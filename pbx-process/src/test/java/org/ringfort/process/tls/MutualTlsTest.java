package org.ringfort.process.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfort.testkit.tls.TestAuthority;

class MutualTlsTest {
    private static final MethodDescriptor<byte[], byte[]> ECHO = MethodDescriptor.<byte[], byte[]>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName("test.Echo/Say")
            .setRequestMarshaller(new Octets())
            .setResponseMarshaller(new Octets())
            .build();

    @TempDir
    Path folder;

    @Test
    void peers_of_one_authority_talk() throws Exception {
        var authority = new TestAuthority("ours", folder);
        Server server = start(files(authority.issue("app")));
        try {
            assertThat(ask(server, files(authority.issue("edge")), Optional.of("app")))
                    .isEqualTo("hello");
        } finally {
            server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void strangers_are_refused_in_both_directions() throws Exception {
        var ours = new TestAuthority("ours", folder);
        var theirs = new TestAuthority("theirs", folder);
        Server server = start(files(ours.issue("app")));
        try {
            TlsFiles stranger = files(theirs.issue("edge"));
            var strangerWhoTrustsUs = new TlsFiles(
                    stranger.certificate(), stranger.key(), ours.issue("x").trust());
            assertThatThrownBy(() -> ask(server, strangerWhoTrustsUs, Optional.of("app")))
                    .isInstanceOf(StatusRuntimeException.class);
            assertThatThrownBy(() -> ask(server, stranger, Optional.of("app")))
                    .isInstanceOf(StatusRuntimeException.class);
            assertThatThrownBy(() -> ask(server, files(ours.issue("edge")), Optional.of("media")))
                    .as("a certificate for another name")
                    .isInstanceOf(StatusRuntimeException.class);
        } finally {
            server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        }
    }

    private static TlsFiles files(TestAuthority.Issued issued) {
        return new TlsFiles(issued.certificate(), issued.key(), issued.trust());
    }

    private static Server start(TlsFiles files) throws Exception {
        return MutualTls.server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), files)
                .addService(ServerServiceDefinition.builder("test.Echo")
                        .addMethod(ECHO, ServerCalls.asyncUnaryCall((request, reply) -> {
                            reply.onNext(request);
                            reply.onCompleted();
                        }))
                        .build())
                .build()
                .start();
    }

    private static String ask(Server server, TlsFiles files, Optional<String> authority) throws Exception {
        ManagedChannel channel = MutualTls.channel(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort()), authority, files)
                .build();
        try {
            return new String(
                    ClientCalls.blockingUnaryCall(
                            channel,
                            ECHO,
                            CallOptions.DEFAULT.withDeadlineAfter(10, TimeUnit.SECONDS),
                            "hello".getBytes(StandardCharsets.UTF_8)),
                    StandardCharsets.UTF_8);
        } finally {
            channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        }
    }

    private static final class Octets implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (java.io.IOException failure) {
                throw new java.io.UncheckedIOException(failure);
            }
        }
    }
}
