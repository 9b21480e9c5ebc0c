package org.ringfort.e2e.phone;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;

/** SIP over a connection: octets gather until a message is whole; how one is told from the next, its kinds say. One thread. */
abstract sealed class SipStream implements SipSocket permits SipLengths, SipFrames {
    private final Socket socket;
    private final InputStream in;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private boolean closed;

    SipStream(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    /** The next message of what has come, if it is whole; what follows it is kept by {@link #keep}. */
    abstract Optional<String> whole();

    final byte[] come() {
        return held.toByteArray();
    }

    final void keep(byte[] rest) {
        held.reset();
        held.writeBytes(rest);
    }

    final void write(byte[] octets) {
        try {
            socket.getOutputStream().write(octets);
            socket.getOutputStream().flush();
        } catch (IOException gone) {
            closed = true;
        }
    }

    final void over() {
        closed = true;
    }

    @Override
    public final Optional<String> receive(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        byte[] some = new byte[8192];
        while (true) {
            Optional<String> message = whole();
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (message.isPresent() || closed || left < 0) {
                return message;
            }
            try {
                socket.setSoTimeout(Math.max(1, (int) left));
                int count = in.read(some);
                if (count < 0) {
                    closed = true;
                } else {
                    held.write(some, 0, count);
                }
            } catch (SocketTimeoutException silence) {
                return Optional.empty();
            } catch (IOException gone) {
                closed = true;
            }
        }
    }

    @Override
    public final boolean closed() {
        return closed;
    }

    @Override
    public final void close() throws IOException {
        socket.close();
    }
}
