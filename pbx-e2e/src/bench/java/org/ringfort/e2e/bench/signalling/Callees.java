package org.ringfort.e2e.bench.signalling;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Registers those who will be called, from the very port at which they will answer. */
final class Callees {
    private static final Pattern MD5_CHALLENGE =
            Pattern.compile("(?im)^(?:WWW|Proxy)-Authenticate:\\s*Digest\\s+(.*(?:algorithm=\"?MD5\"?\\b(?!-)|^(?!.*algorithm)).*)$");

    private Callees() {}

    static void register(Server server, List<Server.Person> people, int port) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (var socket = new DatagramSocket(port, loopback)) {
            socket.setSoTimeout(5000);
            for (Server.Person person : people) {
                String challenge = ask(socket, server, person, port, 1, "");
                String answer = ask(socket, server, person, port, 2, authorization(challenge, server, person));
                if (!answer.startsWith("SIP/2.0 200")) {
                    throw new IOException(person.user() + " cannot register: " + answer.lines().findFirst().orElse(""));
                }
            }
        }
    }

    private static String ask(
            DatagramSocket socket, Server server, Server.Person person, int port, int cseq, String authorization)
            throws IOException {
        String uri = "sip:" + person.user() + "@" + server.domain();
        byte[] request = """
                REGISTER sip:%s SIP/2.0
                Via: SIP/2.0/UDP 127.0.0.1:%d;branch=z9hG4bK-%s-%d;rport
                Max-Forwards: 70
                From: <%s>;tag=b
                To: <%s>
                Call-ID: callee-%s
                CSeq: %d REGISTER
                Contact: <sip:%s@127.0.0.1:%d>;expires=3600
                %sContent-Length: 0

                """.formatted(
                        server.domain(), port, person.user(), cseq, uri, uri, person.user(), cseq, person.user(), port,
                        authorization)
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        socket.send(new DatagramPacket(request, request.length, InetAddress.getLoopbackAddress(), server.port()));
        while (true) {
            var packet = new DatagramPacket(new byte[8192], 8192);
            socket.receive(packet);
            String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
            if (text.startsWith("SIP/2.0 ") && !text.startsWith("SIP/2.0 1") && text.contains("CSeq: " + cseq + " ")) {
                return text;
            }
        }
    }

    private static String authorization(String challenged, Server server, Server.Person person) throws IOException {
        Matcher challenge = MD5_CHALLENGE.matcher(challenged);
        if (!challenge.find()) {
            throw new IOException("no MD5 challenge in: " + challenged);
        }
        String realm = parameter(challenge.group(1), "realm");
        String nonce = parameter(challenge.group(1), "nonce");
        boolean qop = challenge.group(1).contains("qop");
        String uri = "sip:" + server.domain();
        String ha1 = md5(person.authUser() + ":" + realm + ":" + person.password());
        String ha2 = md5("REGISTER:" + uri);
        String response = qop ? md5(ha1 + ":" + nonce + ":00000001:abcd:auth:" + ha2) : md5(ha1 + ":" + nonce + ":" + ha2);
        return "Authorization: Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\", response=\"%s\", algorithm=MD5%s\n"
                .formatted(
                        person.authUser(), realm, nonce, uri, response, qop ? ", qop=auth, nc=00000001, cnonce=\"abcd\"" : "");
    }

    private static String parameter(String challenge, String name) throws IOException {
        Matcher value = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(challenge);
        if (!value.find()) {
            throw new IOException("no " + name + " in " + challenge);
        }
        return value.group(1);
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
