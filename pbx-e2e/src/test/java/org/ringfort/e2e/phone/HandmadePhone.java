package org.ringfort.e2e.phone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A phone that knows its password and says of itself whatever a test wants: registers, calls, is called and declines. It
 * sends no sound. One thread; one dialog at a time.
 */
public final class HandmadePhone implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String CNONCE = "0a4f113b";

    private final SipSocket socket;
    private final String domain;
    private final Baresip.Account account;
    private final Words words;
    private int cseq;
    private int branch;
    private String dialog = "";
    private String target = "";
    private String callId = "";

    /**
     * What it says of itself.
     *
     * @param software in User-Agent and Server
     * @param name display name, as it stands between quotes
     * @param callId beginning of each Call-ID
     * @param contact user part of its Contact, escaped for a URI
     * @param reason reason phrase of its refusals, and the text of its Reason header
     */
    public record Words(String software, String name, String callId, String contact, String reason) {}

    public HandmadePhone(SipSocket socket, String domain, Baresip.Account account, Words words) {
        this.socket = socket;
        this.domain = domain;
        this.account = account;
        this.words = words;
    }

    /** Registers for five minutes; an error where it is refused. */
    public void register() throws IOException {
        begin();
        String answer = ask("REGISTER", "sip:" + domain, account.extension(), "Expires: 300\r\n", "");
        if (status(answer) != 200) {
            throw new AssertionError("REGISTER: " + answer);
        }
    }

    /**
     * Calls, with keys for SRTP.
     *
     * @param dialled user part of the Request-URI, escaped
     * @return the final status; below 300 the call is up
     */
    public int call(String dialled) throws IOException {
        begin();
        String uri = "sip:" + dialled + "@" + domain;
        String answer = ask("INVITE", uri, dialled, "Content-Type: application/sdp\r\n", offer());
        if (status(answer) < 300) {
            dialog = header(answer, "To");
            target = header(answer, "Contact").replaceAll(".*<|>.*", "");
            socket.send(request("ACK", target, dialled, "", ""));
        }
        return status(answer);
    }

    /** Ends the call that is up, and says why in its own words. */
    public void hangUp() throws IOException {
        cseq++;
        String why = "Reason: SIP;cause=200;text=\"" + words.reason().replace("\"", "\\\"") + "\"\r\n";
        socket.send(request("BYE", target, "", why, ""));
        if (status(finalAnswer("BYE")) != 200) {
            throw new AssertionError("BYE was refused");
        }
    }

    /** Waits until it is called, and declines in its own words. */
    public void decline() throws IOException {
        String invite = awaited("INVITE ");
        StringBuilder answer = new StringBuilder("SIP/2.0 603 " + words.reason() + "\r\n");
        for (String line : invite.split("\r\n", -1)) {
            if (line.startsWith("To:")) {
                answer.append(line).append(";tag=declined\r\n");
            } else if (line.matches("(?:Via|From|Call-ID|CSeq):.*")) {
                answer.append(line).append("\r\n");
            }
        }
        answer.append("Server: ").append(words.software()).append("\r\nContent-Length: 0\r\n\r\n");
        socket.send(answer.toString().getBytes(StandardCharsets.UTF_8));
        awaited("ACK ");
    }

    private void begin() {
        callId = words.callId() + "-" + Long.toString(System.nanoTime(), 36);
        dialog = "";
    }

    /** Asks, answers the challenge, and returns the final answer; what is refused is acknowledged. */
    private String ask(String method, String uri, String to, String headers, String body) throws IOException {
        cseq++;
        socket.send(request(method, uri, to, headers, body));
        String challenged = finalAnswer(method);
        acknowledge(method, uri, to, challenged);
        if (status(challenged) != 401) {
            return challenged;
        }
        cseq++;
        socket.send(request(method, uri, to, authorization(challenged, method, uri) + headers, body));
        String answer = finalAnswer(method);
        acknowledge(method, uri, to, answer);
        return answer;
    }

    private void acknowledge(String method, String uri, String to, String answer) throws IOException {
        if (method.equals("INVITE") && status(answer) >= 300) {
            dialog = header(answer, "To");
            branch--; // the acknowledgement of a refusal belongs to the transaction itself
            socket.send(request("ACK", uri, to, "", ""));
            dialog = "";
        }
    }

    private byte[] request(String method, String uri, String to, String headers, String body) {
        String tag = HexFormat.of().toHexDigits(callId.hashCode());
        String text = method + " " + uri + " SIP/2.0\r\n"
                + "Via: SIP/2.0/TLS 10.9.8.7:5061;branch=z9hG4bK" + tag + ++branch + ";rport\r\n"
                + "Max-Forwards: 70\r\n"
                + "From: \"" + words.name() + "\" <sip:" + account.extension() + "@" + domain + ">;tag=" + tag + "\r\n"
                + "To: " + (dialog.isEmpty() ? "<sip:" + to + "@" + domain + ">" : dialog) + "\r\n"
                + "Call-ID: " + callId + "\r\n"
                + "CSeq: " + cseq + " " + method + "\r\n"
                + "Contact: \"" + words.name() + "\" <sip:" + words.contact() + "@10.9.8.7:5061;transport=tls>\r\n"
                + "User-Agent: " + words.software() + "\r\n"
                + headers
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String offer() {
        return """
                v=0
                o=- 1 1 IN IP4 10.9.8.7
                s=<script>planted('session')</script>
                c=IN IP4 10.9.8.7
                t=0 0
                m=audio 40000 RTP/SAVP 0
                a=rtpmap:0 PCMU/8000
                a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz
                a=sendrecv
                """.replace("\n", "\r\n");
    }

    /** MD5, which the demo's ordinary phones may use. */
    private String authorization(String challenged, String method, String uri) {
        Matcher md5 = Pattern.compile("(?im)^WWW-Authenticate: (Digest .*algorithm=MD5.*)$")
                .matcher(challenged);
        if (!md5.find()) {
            throw new AssertionError("no challenge for MD5: " + challenged);
        }
        String realm = parameter(md5.group(1), "realm");
        String nonce = parameter(md5.group(1), "nonce");
        String ha1 = hash(account.authUsername() + ":" + realm + ":" + account.password());
        String response = hash(ha1 + ":" + nonce + ":00000001:" + CNONCE + ":auth:" + hash(method + ":" + uri));
        String opaque = parameter(md5.group(1), "opaque");
        return "Authorization: Digest username=\"" + account.authUsername() + "\", realm=\"" + realm + "\", nonce=\""
                + nonce + "\", uri=\"" + uri + "\", response=\"" + response + "\", algorithm=MD5, cnonce=\"" + CNONCE
                + "\", qop=auth, nc=00000001" + (opaque.isEmpty() ? "" : ", opaque=\"" + opaque + "\"") + "\r\n";
    }

    private static String parameter(String challenge, String name) {
        Matcher found = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(challenge);
        return found.find() ? found.group(1) : "";
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String finalAnswer(String method) throws IOException {
        while (true) {
            String message = next();
            if (status(message) >= 200 && header(message, "CSeq").equals(cseq + " " + method)) {
                return message;
            }
        }
    }

    private String awaited(String begin) throws IOException {
        while (true) {
            String message = next();
            if (message.startsWith(begin)) {
                return message;
            }
        }
    }

    private String next() throws IOException {
        return socket.receive(PATIENCE).orElseThrow(() -> new AssertionError("nothing came"));
    }

    private static int status(String message) {
        return message.startsWith("SIP/2.0 ") ? Integer.parseInt(message.substring(8, 11)) : 0;
    }

    private static String header(String message, String name) {
        Matcher line = Pattern.compile("(?im)^" + name + ": (.*)$").matcher(message);
        return line.find() ? line.group(1).strip() : "";
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
