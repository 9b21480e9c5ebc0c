package org.ringfort.e2e.bench.media;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
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

/**
 * One end of a call: a socket of its own, real SRTP of 160 octets of sound out, and what comes in is opened. The moment of
 * sending travels in the sound, so that whoever hears it knows how long it took. One thread.
 */
final class Phone implements AutoCloseable {
    private static final int HEADER_BYTES = RtpView.FIXED_HEADER_BYTES;
    private static final int PLAIN_BYTES = HEADER_BYTES + 160;
    private static final int MOST_BYTES = 2_048;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final DatagramChannel socket;
    private final SrtpProfile profile;
    private final MasterKey key;
    private final SrtpSender sender;
    private final int ssrc = RANDOM.nextInt();
    private final byte[] octets = new byte[MOST_BYTES];
    private final ByteBuffer packet = ByteBuffer.allocateDirect(MOST_BYTES);
    private final ByteBuffer stamp = ByteBuffer.wrap(octets);
    private SrtpReceiver receiver;
    private int sequence;

    Phone(int port, SrtpProfile profile) throws IOException {
        this.profile = profile;
        key = MasterKey.random(profile, RANDOM);
        sender = new SrtpSender(key);
        receiver = new SrtpReceiver(key, 0);
        socket = DatagramChannel.open();
        socket.configureBlocking(false);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    DatagramChannel socket() {
        return socket;
    }

    /** @param tag of its one crypto line: in an answer, of the line of the offer that was chosen */
    byte[] describe(int tag) {
        String inline = Base64.getEncoder().encodeToString(key.keyAndSalt().reveal());
        return ("v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
                        + "m=audio " + socket.socket().getLocalPort() + " RTP/SAVP 0\r\na=rtpmap:0 PCMU/8000\r\n"
                        + "a=crypto:" + tag + " " + profile + " inline:" + inline + "\r\na=rtcp-mux\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Takes from a description where to send, and what opens what comes: the first line of our suite.
     *
     * @return the tag of the line
     */
    int learn(byte[] sdp) throws IOException {
        if (!(SdpDecoder.decode(Limits.DEFAULT, sdp) instanceof Decoded.Description description)) {
            throw new IOException("no description: " + new String(sdp, StandardCharsets.UTF_8));
        }
        MediaDescription audio = description.session().media().getFirst();
        List<Attribute.Crypto> lines = audio.attributes(Attribute.Crypto.class).stream()
                .filter(line -> line.suite().equals(profile.toString()))
                .toList();
        if (lines.isEmpty()) {
            throw new IOException("no key of its own in: " + new String(sdp, StandardCharsets.UTF_8));
        }
        receiver = new SrtpReceiver(
                new MasterKey(profile, lines.getFirst().keys().getFirst().keyAndSalt()), 0);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), audio.port()));
        return lines.getFirst().tag();
    }

    /** Says 20 ms of sound. */
    void say() throws IOException {
        RtpView.writeHeader(octets, 0, false, 0, sequence & 0xffff, sequence * 160, ssrc);
        stamp.putLong(HEADER_BYTES, System.nanoTime());
        sequence++;
        int length = sender.sealRtp(octets, 0, PLAIN_BYTES);
        packet.clear().put(octets, 0, length).flip();
        try {
            socket.write(packet);
        } catch (PortUnreachableException notYet) {
            // counts as lost
        }
    }

    /** What {@link #hear} says of a datagram that is no sound. */
    static final long NOTHING = Long.MIN_VALUE;

    static final long REPORT = Long.MIN_VALUE + 1;
    static final long REFUSED = Long.MIN_VALUE + 2;

    /** The next datagram: when what is in it was said, or one of the words above. */
    long hear() throws IOException {
        packet.clear();
        int length;
        try {
            length = socket.read(packet);
        } catch (PortUnreachableException notYet) {
            return REFUSED;
        }
        if (length <= 0) {
            return NOTHING;
        }
        packet.flip().get(octets, 0, length);
        int type = octets[1] & 0xff;
        if (type >= 192 && type <= 223) {
            return REPORT;
        }
        return receiver.openRtp(octets, 0, length) == PLAIN_BYTES ? stamp.getLong(HEADER_BYTES) : REFUSED;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
