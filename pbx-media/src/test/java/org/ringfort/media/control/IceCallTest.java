package org.ringfort.media.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfort.contract.media.v1.LegRequest;
import org.ringfort.contract.policy.v1.Keying;
import org.ringfort.contract.policy.v1.MediaPolicy;
import org.ringfort.media.demux.Demux;
import org.ringfort.media.dtls.Association;
import org.ringfort.media.dtls.DtlsTerms;
import org.ringfort.media.dtls.Fingerprint;
import org.ringfort.media.dtls.Handshakes;
import org.ringfort.media.dtls.OwnCertificate;
import org.ringfort.media.dtls.SrtpKeys;
import org.ringfort.media.ice.IceCredentials;
import org.ringfort.media.srtp.SrtpProfile;
import org.ringfort.media.srtp.SrtpReceiver;
import org.ringfort.media.srtp.SrtpSender;
import org.ringfort.protocol.rtp.RtpView;
import org.ringfort.protocol.sdp.Attribute;
import org.ringfort.protocol.sdp.MediaDescription;
import org.ringfort.protocol.stun.StunAttribute;
import org.ringfort.protocol.stun.StunClass;
import org.ringfort.protocol.stun.StunEncoder;
import org.ringfort.protocol.stun.StunMessage;
import org.ringfort.protocol.stun.StunTransaction;

/** A call of a peer that checks its paths first and then shakes hands on the one it has chosen, as browsers do. */
class IceCallTest {
    private static final MediaPolicy DTLS =
            MediaPolicy.newBuilder().addKeyings(Keying.KEYING_DTLS).build();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SOUND_BYTES = 160;

    @TempDir
    Path folder;

    private final ExecutorService turns = Executors.newSingleThreadExecutor();
    private final Handshakes handshakes = new Handshakes(OwnCertificate.create(RANDOM));
    MediaHouse house;
    private Peer peer;

    /** Whether all legs share a port. */
    boolean shares() {
        return false;
    }

    @BeforeEach
    void open() throws Exception {
        house = new MediaHouse(24_000, 24_400, Duration.ZERO, folder, System::nanoTime, shares());
        peer = new Peer();
    }

    @AfterEach
    void close() throws Exception {
        peer.close();
        house.close();
        handshakes.close();
        turns.shutdownNow();
    }

    @Test
    void rfc8445_8_1_1_media_goes_where_the_peer_has_chosen_and_nowhere_before() throws Exception {
        peer.call();
        peer.check(peer.first, false);
        assertThat(peer.answered.poll(20, TimeUnit.SECONDS)).isEqualTo(StunClass.SUCCESS);
        peer.shake();
        peer.say(peer.first);
        assertThat(peer.heard.poll(300, TimeUnit.MILLISECONDS))
                .as("nothing is chosen yet")
                .isNull();

        peer.check(peer.first, true);
        assertThat(peer.echoed(peer.first)).isEqualTo(peer.first);
    }

    @Test
    void a_called_peer_that_has_chosen_before_it_answers_is_sent_to() throws Exception {
        try (var alice = new ScriptedPhone()) {
            peer.isCalledBy(alice);
            peer.check(peer.first, true);
            assertThat(peer.answered.poll(20, TimeUnit.SECONDS)).isEqualTo(StunClass.SUCCESS);
            peer.answer(alice);
            peer.shake();

            DatagramSocket on = null;
            for (int tries = 0; tries < 200 && on == null; tries++) {
                alice.say(0, new byte[SOUND_BYTES]);
                on = peer.heard.poll(100, TimeUnit.MILLISECONDS);
            }
            assertThat(on).isEqualTo(peer.first);
        }
    }

    @Test
    void rfc8445_12_1_the_peer_may_choose_another_path_in_the_midst_of_a_call() throws Exception {
        peer.call();
        peer.check(peer.first, true);
        peer.shake();
        assertThat(peer.echoed(peer.first)).isEqualTo(peer.first);

        peer.check(peer.second, true);
        assertThat(peer.answered.poll(20, TimeUnit.SECONDS)).isEqualTo(StunClass.SUCCESS);
        assertThat(peer.echoed(peer.second)).isEqualTo(peer.second);
    }

    @Test
    void a_handshake_from_where_no_check_came_is_not_listened_to() throws Exception {
        peer.call();
        peer.begin();

        assertThat(peer.sealed(300)).as("no check, no answer").isFalse();
        peer.check(peer.first, true);
        peer.shake();
        assertThat(peer.echoed(peer.first)).isEqualTo(peer.first);
    }

    @Test
    void sealed_media_moves_nothing_by_itself() throws Exception {
        peer.call();
        peer.check(peer.first, true);
        peer.shake();
        assertThat(peer.echoed(peer.first)).isEqualTo(peer.first);

        peer.say(peer.second); // the right keys, an address that was not checked: a NAT in between must be checked anew
        assertThat(peer.echoed(peer.first)).isEqualTo(peer.first);
    }

    @Test
    void a_check_with_another_password_is_met_with_silence_and_chooses_nothing() throws Exception {
        peer.call();
        IceCredentials right = peer.ours;
        peer.ours = new IceCredentials(
                peer.ours.usernameFragment(), IceCredentials.random(RANDOM).password());
        peer.check(peer.second, true);
        assertThat(peer.answered.poll(300, TimeUnit.MILLISECONDS)).isNull();

        peer.ours = right;
        peer.check(peer.first, true);
        peer.shake();
        assertThat(peer.echoed(peer.second)).as("where media goes").isEqualTo(peer.first);
    }

    /** Two sockets, that of a better path and another one; credentials and a certificate. */
    private final class Peer implements AutoCloseable, Association.Way {
        private final DatagramSocket first = socket();
        private final DatagramSocket second = socket();
        private final IceCredentials own = IceCredentials.random(RANDOM);
        private final BlockingQueue<StunClass> answered = new LinkedBlockingQueue<>();
        private final BlockingQueue<DatagramSocket> heard = new LinkedBlockingQueue<>();
        private final CompletableFuture<SrtpKeys> keys = new CompletableFuture<>();
        private final Association association = new Association(handshakes, this);
        private IceCredentials ours = own;
        private InetSocketAddress media = new InetSocketAddress(0);
        private Fingerprint certificate = handshakes.fingerprint();
        private Optional<SrtpSender> sender = Optional.empty();
        private Optional<SrtpReceiver> receiver = Optional.empty();
        private int sequence;

        Peer() throws IOException {
            Thread.ofVirtual().start(() -> listen(first));
            Thread.ofVirtual().start(() -> listen(second));
        }

        private static DatagramSocket socket() throws SocketException {
            return new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        }

        /** Offers, and hears itself from then on. */
        void call() {
            assertThat(house.offer("s", "a", describe("actpass"), DTLS).hasOffered())
                    .isTrue();
            byte[] answer = house.terminate("s", "a").getSdp().toByteArray();
            var leg = LegRequest.newBuilder().setSessionId("s").setLegId("a").build();
            assertThat(house.client.echo(leg).getDone()).isTrue();
            learn(answer);
        }

        /** A phone with keys in its signalling calls; this one has got media's offer. */
        void isCalledBy(ScriptedPhone phone) {
            byte[] offer =
                    phone.describe("RTP/SAVP", "0", List.of(SrtpProfile.AES_CM_128_HMAC_SHA1_80), 1, "a=rtcp-mux");
            var offered = house.offer("s", "a", offer, MediaPolicy.getDefaultInstance(), MediaHouse.toward("b", DTLS));
            learn(offered.getOffered().getLegs(0).getSdp().toByteArray());
        }

        void answer(ScriptedPhone phone) {
            phone.learn(house.answer("s", "b", "a", describe("active")).getSdp().toByteArray(), 1);
        }

        private byte[] describe(String setup) {
            return """
                    v=0
                    o=- 1 1 IN IP4 0.0.0.0
                    s=-
                    t=0 0
                    a=group:BUNDLE 0
                    m=audio 9 UDP/TLS/RTP/SAVPF 0
                    c=IN IP4 0.0.0.0
                    a=mid:0
                    a=ice-ufrag:%s
                    a=ice-pwd:%s
                    a=fingerprint:%s %s
                    a=setup:%s
                    a=rtcp-mux
                    """.formatted(
                            own.usernameFragment(),
                            own.password().revealText(),
                            handshakes.fingerprint().hash(),
                            handshakes.fingerprint().value(),
                            setup)
                    .replace("\n", "\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
        }

        private void learn(byte[] said) {
            assertThat(ScriptedPhone.read(said).attribute(Attribute.IceLite.class))
                    .isPresent();
            assertThat(ScriptedPhone.read(said).attribute(Attribute.Group.class))
                    .contains(new Attribute.Group("BUNDLE", List.of("0")));
            MediaDescription audio = ScriptedPhone.audio(said);
            media = new InetSocketAddress(InetAddress.getLoopbackAddress(), audio.port());
            ours = new IceCredentials(
                    audio.attribute(Attribute.IceUfrag.class).orElseThrow().value(),
                    audio.attribute(Attribute.IcePwd.class).orElseThrow().value());
            Attribute.Fingerprint told =
                    audio.attribute(Attribute.Fingerprint.class).orElseThrow();
            certificate = Fingerprint.of(told.hash(), told.value()).orElseThrow();
        }

        void check(DatagramSocket from, boolean choose) throws IOException {
            var attributes = new ArrayList<StunAttribute>(List.of(
                    new StunAttribute.Username(ours.usernameFragment() + ":" + own.usernameFragment()),
                    new StunAttribute.Priority(1_853_693_695),
                    new StunAttribute.IceControlling(42)));
            if (choose) {
                attributes.add(new StunAttribute.UseCandidate());
            }
            byte[] request = StunEncoder.encode(
                    StunMessage.binding(StunClass.REQUEST, StunTransaction.random(RANDOM), attributes),
                    ours.password());
            from.send(new DatagramPacket(request, request.length, media));
        }

        void begin() {
            turns.execute(() -> {
                association.agree(new DtlsTerms(
                        DtlsTerms.Role.CLIENT,
                        List.of(certificate),
                        List.of(SrtpProfile.AEAD_AES_128_GCM),
                        "",
                        Optional.empty()));
                association.begin(media, Association.MOST_HANDSHAKES_OF_A_SOURCE);
            });
        }

        void shake() throws Exception {
            begin();
            SrtpKeys got = keys.get(20, TimeUnit.SECONDS);
            sender = Optional.of(new SrtpSender(got.ours()));
            receiver = Optional.of(new SrtpReceiver(got.theirs(), 0));
        }

        boolean sealed(int withinMillis) throws Exception {
            return keys.handle((_, _) -> true)
                    .completeOnTimeout(false, withinMillis, TimeUnit.MILLISECONDS)
                    .get();
        }

        void say(DatagramSocket from) throws IOException {
            byte[] packet = new byte[RtpView.FIXED_HEADER_BYTES + SOUND_BYTES + SrtpSender.OVERHEAD_BYTES];
            RtpView.writeHeader(packet, 0, false, 0, sequence, sequence * SOUND_BYTES, 7);
            sequence++;
            int length = sender.orElseThrow().sealRtp(packet, 0, RtpView.FIXED_HEADER_BYTES + SOUND_BYTES);
            from.send(new DatagramPacket(packet, length, media));
        }

        /** Speaks until it hears itself; on which socket. */
        DatagramSocket echoed(DatagramSocket from) throws Exception {
            heard.clear();
            for (int tries = 0; tries < 200; tries++) {
                say(from);
                DatagramSocket on = heard.poll(100, TimeUnit.MILLISECONDS);
                if (on != null) {
                    return on;
                }
            }
            throw new AssertionError("no echo");
        }

        private void listen(DatagramSocket socket) {
            var datagram = new DatagramPacket(new byte[2_048], 2_048);
            try {
                while (true) {
                    datagram.setLength(2_048);
                    socket.receive(datagram);
                    byte[] octets = Arrays.copyOf(datagram.getData(), datagram.getLength());
                    turns.execute(() -> received(socket, octets));
                }
            } catch (IOException closed) {
                // the test is over
            }
        }

        private void received(DatagramSocket socket, byte[] octets) {
            switch (Demux.kind(octets, 0, octets.length)) {
                case STUN ->
                    answered.add(
                            (octets[0] & 1) == 0
                                    ? StunClass.REQUEST
                                    : (octets[1] & 0x10) == 0 ? StunClass.SUCCESS : StunClass.ERROR);
                case DTLS -> association.received(octets, octets.length, media, true);
                case RTP -> {
                    if (receiver.isPresent() && receiver.get().openRtp(octets, 0, octets.length) > 0) {
                        heard.add(socket);
                    }
                }
                case RTCP, ZRTP, OTHER -> {}
            }
        }

        @Override
        public void send(byte[] datagram, InetSocketAddress to) {
            try {
                first.send(new DatagramPacket(datagram, datagram.length, to));
            } catch (IOException closed) {
                throw new UncheckedIOException(closed);
            }
        }

        @Override
        public boolean post(Runnable task) {
            turns.execute(task);
            return true;
        }

        @Override
        public void keyed(SrtpKeys now) {
            keys.complete(now);
        }

        @Override
        public void failed(String reason) {
            keys.completeExceptionally(new AssertionError(reason));
        }

        @Override
        public void close() {
            first.close();
            second.close();
        }
    }
}
