package org.ringfort.testkit.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ringfort.kernel.secret.Secret;
import org.ringfort.protocol.sip.SipMessage;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.codec.Decoded;
import org.ringfort.protocol.sip.codec.Limits;
import org.ringfort.protocol.sip.codec.SipDecoder;
import org.ringfort.protocol.sip.codec.SipEncoder;
import org.ringfort.protocol.sip.digest.Challenge;
import org.ringfort.protocol.sip.digest.Credentials;
import org.ringfort.protocol.sip.digest.DigestAlgorithm;
import org.ringfort.protocol.sip.digest.DigestResponse;
import org.ringfort.protocol.sip.header.Authenticate;

class ScriptedPhoneTest {
    private static final Secret PASSWORD = Secret.ofText("correct horse");
    private static final ScriptedPhone.Account ACCOUNT = new ScriptedPhone.Account(
            "101", "acme.example", "device-1", PASSWORD, List.of(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5));

    /** A registrar that challenges by SHA-256, then MD5, and believes the right answer. */
    private static SipMessage answer(SipRequest request) {
        for (Credentials.Digest credentials : request.headers().digestCredentials()) {
            Secret ha1 = DigestResponse.ha1(credentials.algorithm(), "device-1", "acme.example", PASSWORD);
            boolean right = credentials.nonce().equals("n1")
                    && DigestResponse.verify(credentials, ha1, request.method().name());
            return SipResponse.to(request, right ? Status.OK : Status.FORBIDDEN, "t");
        }
        SipResponse challenged = SipResponse.to(request, Status.UNAUTHORIZED, "t");
        return challenged.withHeaders(
                challenged.headers().plus(challenge(DigestAlgorithm.SHA_256)).plus(challenge(DigestAlgorithm.MD5)));
    }

    private static Authenticate challenge(DigestAlgorithm algorithm) {
        return Authenticate.of(Challenge.Digest.auth(algorithm, "acme.example", "n1", Optional.empty(), false));
    }

    private static byte[] answered(Decoded decoded) {
        var request = (SipRequest) ((Decoded.Message) decoded).message();
        return new SipEncoder().encode(answer(request));
    }

    @Test
    void registers_over_udp() throws Exception {
        try (var server = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                var phone = ScriptedPhone.udp((InetSocketAddress) server.getLocalSocketAddress(), ACCOUNT)) {
            var decoder = new SipDecoder(Limits.DEFAULT);
            Thread.ofVirtual().start(() -> {
                try {
                    var packet = new DatagramPacket(new byte[4096], 4096);
                    for (int i = 0; i < 2; i++) {
                        server.receive(packet);
                        byte[] reply = answered(decoder.datagram(Arrays.copyOf(packet.getData(), packet.getLength())));
                        server.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
                    }
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            assertThat(phone.register(Duration.ofMinutes(5)).status()).isEqualTo(Status.OK);
            assertThat(phone.hearsNothing(Duration.ofMillis(20))).isTrue();
        }
    }

    @Test
    void registers_over_tcp_and_notices_the_hang_up() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var decoder = new SipDecoder(Limits.DEFAULT);
            Thread.ofVirtual().start(() -> {
                try (Socket socket = server.accept()) {
                    ByteBuffer held = ByteBuffer.allocate(8192);
                    for (int answers = 0; answers < 2; ) {
                        int length = socket.getInputStream().read(held.array(), held.position(), held.remaining());
                        held.limit(held.position() + length).position(0);
                        Decoded decoded = decoder.stream(held);
                        held.compact();
                        if (!(decoded instanceof Decoded.Incomplete)) {
                            socket.getOutputStream().write(answered(decoded));
                            answers++;
                        }
                    }
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            try (var phone = ScriptedPhone.tcp((InetSocketAddress) server.getLocalSocketAddress(), ACCOUNT)) {
                assertThat(phone.register(Duration.ofMinutes(5)).status()).isEqualTo(Status.OK);
                assertThat(phone.isHungUpOn(Duration.ofSeconds(5))).isTrue();
            }
        }
    }
}
