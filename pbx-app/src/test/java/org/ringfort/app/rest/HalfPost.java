package org.ringfort.app.rest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A request for a certificate of which half the body was sent. */
final class HalfPost implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 15_000;

    private final Socket socket;

    private HalfPost(Socket socket) {
        this.socket = socket;
    }

    static HalfPost to(int port, String path, String name, String password) throws IOException {
        var socket = new Socket(InetAddress.getByName("127.0.0.1"), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        String basic = Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream()
                .write(("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Basic " + basic
                                + "\r\nContent-Type: application/pkcs10\r\nContent-Length: 200\r\n\r\n"
                                + "A".repeat(100))
                        .getBytes(StandardCharsets.US_ASCII));
        return new HalfPost(socket);
    }

    /** Sends nothing more; the line with which it is answered, or nothing. */
    String breakOff() throws IOException {
        socket.shutdownOutput();
        String line = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                .readLine();
        return line == null ? "" : line;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
