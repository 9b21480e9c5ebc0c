package org.ringfort.testkit.transcript;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.SipMessage;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.codec.Decoded;
import org.ringfort.protocol.sip.codec.Limits;
import org.ringfort.protocol.sip.codec.SipDecoder;
import org.ringfort.protocol.sip.codec.SipEncoder;

/** SIP messages as the phrases of a transcript, and back; what a phrase leaves out is filled in. */
public final class SipLines {
    private static final SipDecoder DECODER = new SipDecoder(Limits.DEFAULT);

    private SipLines() {}

    /** The message as a saying: {@code INVITE sip:…} or {@code 200 OK}, then a line for each header, then the body's lines. */
    public static List<String> of(SipMessage message) {
        List<String> lines = new ArrayList<>();
        lines.add(
                switch (message) {
                    case SipRequest request -> request.method() + " " + request.requestUri();
                    case SipResponse response -> response.status() + " " + response.reason();
                });
        message.headers()
                .forEach(header ->
                        lines.add(header.name() + ": " + header.value().text()));
        message.body().text().lines().forEach(lines::add);
        return lines;
    }

    /**
     * A request from phrases: the first is {@code METHOD uri}, the others are headers, or lines of the body where they look
     * like SDP ({@code m=…}). Headers not given are those of {@code defaults}, one {@code Name: value} a line; CSeq follows
     * the method where neither gives it.
     */
    public static SipRequest request(List<String> phrases, List<String> defaults) {
        String method = phrases.getFirst().split(" ", 2)[0];
        List<String> all = new ArrayList<>(defaults);
        all.add("CSeq: 1 " + method);
        return (SipRequest) read(phrases.getFirst() + " SIP/2.0", phrases.subList(1, phrases.size()), all);
    }

    /** A response from phrases: the first is {@code 200 OK}; Via, From, To, Call-ID and CSeq are those of {@code request}. */
    public static SipResponse response(List<String> phrases, SipRequest request, String toTag) {
        SipMessage base = SipResponse.to(
                request,
                org.ringfort.protocol.sip.Status.of(
                        Integer.parseInt(phrases.getFirst().substring(0, 3))),
                toTag);
        List<String> defaults = SipLines.of(base);
        return (SipResponse) read(
                "SIP/2.0 " + phrases.getFirst(),
                phrases.subList(1, phrases.size()),
                defaults.subList(1, defaults.size()));
    }

    private static SipMessage read(String startLine, List<String> given, List<String> defaults) {
        List<String> headers = new ArrayList<>();
        var body = new StringBuilder();
        Set<String> names = new HashSet<>();
        for (String phrase : given) {
            if (phrase.length() > 1 && phrase.charAt(1) == '=') {
                body.append(phrase).append("\r\n");
            } else {
                headers.add(phrase);
                names.add(name(phrase));
            }
        }
        Set<String> taken = new HashSet<>(names);
        for (String line : defaults) {
            if (!taken.contains(name(line)) || (name(line).equals("via") && !names.contains("via"))) {
                headers.add(line);
                taken.add(name(line));
            }
        }
        String text = startLine + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
        Decoded decoded = DECODER.datagram(text.getBytes(StandardCharsets.UTF_8));
        if (!(decoded instanceof Decoded.Message message)) {
            throw new IllegalArgumentException(decoded + " of\n" + text);
        }
        return body.isEmpty() ? message.message() : message.message().withBody(Body.ofText(body.toString()));
    }

    private static String name(String header) {
        return header.substring(0, Math.max(0, header.indexOf(':'))).strip().toLowerCase(java.util.Locale.ROOT);
    }

    /** The octets of a message, for a subject that takes octets. */
    public static byte[] octets(SipMessage message) {
        return new SipEncoder().encode(message);
    }
}
