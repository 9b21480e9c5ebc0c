package org.ringfort.media.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringfort.media.srtp.MasterKey;
import org.ringfort.media.srtp.SrtpProfile;
import org.ringfort.media.srtp.SrtpReceiver;
import org.ringfort.media.srtp.SrtpSender;
import org.ringfort.protocol.rtp.RtpView;
import org.ringfort.protocol.sdp.Attribute;
import org.ringfort.protocol.sdp.Decoded;
import org.ringfort.protocol.sdp.Limits;
import org.ringfort.protocol.sdp.MediaDescription;
import org.ringfort.protocol.sdp.SdpDecoder;
import org.ringfort.protocol.sdp.SessionDescription;

/** A phone with its own sockets, keys and description; sends and receives what a test tells it to. */
final class ScriptedPhone implements AutoCloseable {
    static final int SSRC = 0x5eed_0001;

    final DatagramSocket socket;
    private final Map<SrtpProfile, MasterKey> keys = new EnumMap<>(SrtpProfile.class);
    private SrtpSender sender = sender(SrtpProfile.AES_CM_128_HMAC_SHA1_80);
    private Optional<SrtpReceiver> receiver = Optional.empty();
    private InetSocketAddress media = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
    int sequence = 65_530; // so that a wrap comes soon
    int timestamp = 1_000;

    /** One RTP packet, opened. */
    record Heard(int payloadType, int sequence, int timestamp, int ssrc, boolean marker, List<Byte> payload) {}

    ScriptedPhone() throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        socket.setSoTimeout(10_000);
    }

    MasterKey key(SrtpProfile profile) {
        return keys.computeIfAbsent(profile, wanted -> MasterKey.random(wanted, new SecureRandom()));
    }

    private SrtpSender sender(SrtpProfile profile) {
        return new SrtpSender(key(profile));
    }

    /** A description with a crypto line for each profile; {@code extra} lines at the end of the audio section. */
    byte[] describe(String protocol, String formats, List<SrtpProfile> profiles, int firstTag, String... extra) {
        var text = new StringBuilder("v=0\r\no=secret-user 7 8 IN IP4 10.20.30.40\r\ns=Secret phone 3.1\r\n");
        text.append("c=IN IP4 127.0.0.1\r\nt=0 0\r\na=tool:secret\r\n");
        text.append("m=audio ").append(socket.getLocalPort()).append(' ').append(protocol);
        text.append(' ').append(formats).append("\r\n");
        int tag = firstTag;
        for (SrtpProfile profile : profiles) {
            text.append("a=crypto:").append(tag++).append(' ').append(profile).append(" inline:");
            text.append(
                    Base64.getEncoder().encodeToString(key(profile).keyAndSalt().reveal()));
            text.append("\r\n");
        }
        for (String line : extra) {
            text.append(line).append("\r\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    static SessionDescription read(byte[] sdp) {
        return switch (SdpDecoder.decode(Limits.DEFAULT, sdp)) {
            case Decoded.Description description -> description.session();
            case Decoded.Refused refused -> throw new AssertionError(refused.toString());
        };
    }

    static MediaDescription audio(byte[] sdp) {
        return read(sdp).media().stream()
                .filter(section -> section.type().equals("audio"))
                .findFirst()
                .orElseThrow();
    }

    static List<Attribute.Crypto> cryptos(byte[] sdp) {
        return audio(sdp).attributes(Attribute.Crypto.class);
    }

    /** Takes over what media's description says: port and key of one of its crypto lines. */
    ScriptedPhone learn(byte[] sdp, int tag) {
        MediaDescription audio = audio(sdp);
        media = new InetSocketAddress(InetAddress.getLoopbackAddress(), audio.port());
        audio.attributes(Attribute.Crypto.class).stream()
                .filter(line -> line.tag() == tag)
                .findFirst()
                .ifPresent(line -> {
                    SrtpProfile profile = SrtpProfile.ofSuite(line.suite()).orElseThrow();
                    sender = sender(profile);
                    receiver = Optional.of(new SrtpReceiver(
                            new MasterKey(profile, line.keys().getFirst().keyAndSalt()), 0));
                });
        return this;
    }

    /** Takes over keys that came of a handshake, and where media is. */
    ScriptedPhone keyed(MasterKey ours, MasterKey theirs, int port) {
        media = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        sender = new SrtpSender(ours);
        receiver = Optional.of(new SrtpReceiver(theirs, 0));
        return this;
    }

    InetSocketAddress media() {
        return media;
    }

    /** The next packet as it would lie on the wire. */
    byte[] sealed(int payloadType, boolean marker, byte[] payload) {
        byte[] plain = plain(payloadType, marker, payload);
        byte[] room = Arrays.copyOf(plain, plain.length + SrtpSender.OVERHEAD_BYTES);
        int length = sender.sealRtp(room, 0, plain.length);
        assertThat(length).isPositive();
        return Arrays.copyOf(room, length);
    }

    byte[] plain(int payloadType, boolean marker, byte[] payload) {
        byte[] packet = new byte[12 + payload.length];
        RtpView.writeHeader(packet, 0, marker, payloadType, sequence++ & 0xffff, timestamp, SSRC);
        timestamp += 160;
        System.arraycopy(payload, 0, packet, 12, payload.length);
        return packet;
    }

    void send(byte[] datagram) throws IOException {
        sendFrom(socket, datagram);
    }

    void sendFrom(DatagramSocket from, byte[] datagram) throws IOException {
        from.send(new DatagramPacket(datagram, datagram.length, media));
    }

    void say(int payloadType, byte[] payload) throws IOException {
        send(sealed(payloadType, false, payload));
    }

    /** A compound RTCP packet as it would lie on the wire. */
    byte[] sealedReport(byte[] plain) {
        byte[] room = Arrays.copyOf(plain, plain.length + SrtpSender.OVERHEAD_BYTES);
        int length = sender.sealRtcp(room, 0, plain.length);
        assertThat(length).isPositive();
        return Arrays.copyOf(room, length);
    }

    /** What media's key opens; empty where it does not. */
    Optional<byte[]> openedReport(byte[] wire) {
        byte[] octets = wire.clone();
        int length = receiver.orElseThrow().openRtcp(octets, 0, octets.length);
        return length < 0 ? Optional.empty() : Optional.of(Arrays.copyOf(octets, length));
    }

    /** Where media takes RTCP that is not multiplexed. */
    InetSocketAddress control() {
        return new InetSocketAddress(media.getAddress(), media.getPort() + 1);
    }

    /** The next datagram, sealed or not. */
    Optional<byte[]> raw(int timeoutMillis) throws IOException {
        socket.setSoTimeout(timeoutMillis);
        var datagram = new DatagramPacket(new byte[2_048], 2_048);
        try {
            socket.receive(datagram);
        } catch (SocketTimeoutException nothing) {
            return Optional.empty();
        }
        return Optional.of(Arrays.copyOf(datagram.getData(), datagram.getLength()));
    }

    /** The next RTP packet; RTCP on the way is left out. */
    Optional<Heard> hear(int timeoutMillis) throws IOException {
        for (Optional<byte[]> wire = raw(timeoutMillis); wire.isPresent(); wire = raw(timeoutMillis)) {
            byte[] octets = wire.get();
            if ((octets[1] & 0xff) >= 192 && (octets[1] & 0xff) <= 223) {
                continue;
            }
            int length = receiver.isPresent() ? receiver.get().openRtp(octets, 0, octets.length) : octets.length;
            assertThat(length).as("opens with the key that media told").isPositive();
            var view = new RtpView();
            assertThat(view.wrap(octets, 0, length)).isTrue();
            List<Byte> payload = new ArrayList<>();
            for (int at = 0; at < view.payloadBytes(); at++) {
                payload.add(octets[view.payloadStart() + at]);
            }
            return Optional.of(new Heard(
                    view.payloadType(), view.sequence(), view.timestamp(), view.ssrc(), view.marker(), payload));
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        socket.close();
    }
}
