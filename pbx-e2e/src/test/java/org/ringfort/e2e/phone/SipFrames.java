package org.ringfort.e2e.phone;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * SIP in the frames of a WebSocket (RFC 7118): one message in each, binary, since what a test sends need not be UTF-8. What comes
 * is expected whole in one frame, as our edge sends it. One thread.
 */
final class SipFrames extends SipStream {
    private static final int BINARY = 0x82;
    private static final int PONG = 0x8a;
    /** RFC 6455 5.3: a client masks what it sends; with zeros, for no proxy is there to be protected. */
    private static final int MASKED = 0x80;

    private static final int UNKNOWN = -1;

    private SipFrames(Socket socket) throws IOException {
        super(socket);
    }

    /** Asks for the subprotocol of SIP on a connection that is up (RFC 6455 4.1, with the key of its example). */
    static SipFrames over(Socket socket, String host) throws IOException {
        String asked = """
                GET / HTTP/1.1
                Host: %s
                Upgrade: websocket
                Connection: Upgrade
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Protocol: sip

                """.formatted(host).replace("\n", "\r\n");
        socket.getOutputStream().write(asked.getBytes(StandardCharsets.US_ASCII));
        var frames = new SipFrames(socket);
        InputStream in = socket.getInputStream();
        var head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("no WebSocket: " + head);
            }
            head.append((char) octet);
        }
        if (!head.toString().startsWith("HTTP/1.1 101") || !head.toString().contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")) {
            throw new IOException("no WebSocket: " + head);
        }
        return frames;
    }

    @Override
    public void send(byte[] octets) {
        frame(BINARY, octets);
    }

    private void frame(int kind, byte[] octets) {
        var whole = new ByteArrayOutputStream(octets.length + 14);
        var out = new DataOutputStream(whole);
        try {
            out.writeByte(kind);
            if (octets.length < 126) {
                out.writeByte(MASKED | octets.length);
            } else if (octets.length < 65_536) {
                out.writeByte(MASKED | 126);
                out.writeShort(octets.length);
            } else {
                out.writeByte(MASKED | 127);
                out.writeLong(octets.length);
            }
            out.writeInt(0);
            out.write(octets);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // it is an array
        }
        write(whole.toByteArray());
    }

    /** Pings are answered, the end is noted. */
    @Override
    Optional<String> whole() {
        while (true) {
            byte[] held = come();
            ByteBuffer come = ByteBuffer.wrap(held);
            int length = length(come);
            if (length == UNKNOWN || come.remaining() < length) {
                return Optional.empty();
            }
            byte[] body = new byte[length];
            come.get(body);
            byte[] rest = new byte[come.remaining()];
            come.get(rest);
            keep(rest);
            switch (held[0] & 0x0f) {
                case 1, 2 -> {
                    return Optional.of(new String(body, StandardCharsets.ISO_8859_1));
                }
                case 9 -> frame(PONG, body);
                case 8 -> over();
                default -> {}
            }
        }
    }

    /** Reads the head of a frame; how long its body is, where that can be told already. */
    private static int length(ByteBuffer come) {
        if (come.remaining() < 2) {
            return UNKNOWN;
        }
        come.get();
        int length = come.get() & 0x7f;
        int more = length == 126 ? 2 : length == 127 ? 8 : 0;
        if (come.remaining() < more) {
            return UNKNOWN;
        }
        return switch (more) {
            case 2 -> come.getShort() & 0xffff;
            case 8 -> (int) come.getLong();
            default -> length;
        };
    }
}
