package org.ringfort.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringfort.e2e.phone.SipSocket;

/**
 * Who exists cannot be told from what is answered: neither by status, by headers and their order, by size, nor by time. Each name
 * that nobody has is as long as the one it is compared with, so that what the answer repeats is too.
 */
class NoOracleIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int ROUNDS = 40;
    private static final int STRANGERS = 16;
    private static final Pattern NONCE = Pattern.compile("nonce=\"([^\"]+)\"[^\\r]*MD5");

    private int serial;

    /**
     * Who asks for whom.
     *
     * @param caller user of From
     * @param callee user of To, and of the Request-URI but for REGISTER
     */
    private record Question(String method, String caller, String callee, String domain) {}

    private record Reply(String text, long nanos) {}

    @ParameterizedTest
    @CsvSource({
        "UDP, REGISTER", "UDP, INVITE", "UDP, OPTIONS", "UDP, SUBSCRIBE",
        "TLS, REGISTER", "TLS, INVITE", "TLS, OPTIONS", "TLS, SUBSCRIBE"
    })
    void known_and_unknown_cannot_be_told_apart(String transport, String method) throws Exception {
        DemoUnderTest demo = DemoUnderTest.shared();
        var edge = new EdgeUnderFire(demo, 230);
        String domain = demo.domain();
        String nowhere = "x" + domain.substring(1);
        boolean registers = method.equals("REGISTER");
        var known = new Question(method, "101", registers ? "101" : "102", domain);
        List<Question> strange = List.of(
                new Question(method, "777", registers ? "777" : "102", domain),
                new Question(method, "101", registers ? "101" : "888", domain),
                new Question(method, "101", registers ? "101" : "102", nowhere));
        try (SipSocket socket = edge.socket(transport)) {
            for (Question question : strange) {
                compare(socket, transport, known, question);
            }
        }
    }

    /**
     * Whoever guesses a password learns nothing of the name either. Two strangers guess once for each pair of names: a third wrong
     * answer would ban them. Times are those of the second, when a name that somebody has could be remembered; that it costs the same
     * look all the same is proved by {@code AuthenticatorTest}, and this bound is coarse.
     */
    @ParameterizedTest
    @CsvSource({"REGISTER, 200", "INVITE, 20"})
    void a_wrong_password_for_a_known_name_and_for_an_unknown_one_cannot_be_told_apart(String method, int firstStranger)
            throws Exception {
        DemoUnderTest demo = DemoUnderTest.shared();
        String extension = "/extensions/"
                + demo.api().send("POST", "/extensions", """
                                {"number":"7319","displayName":"Guessed at","enabled":true,
                                 "voicemail":{"enabled":false,"afterSeconds":20}}""").path("id").asString();
        List<Long> ofKnown = new ArrayList<>();
        List<Long> ofStrange = new ArrayList<>();
        try {
            String known = "";
            for (int stranger = 0; stranger < STRANGERS; stranger++) {
                if (stranger % 2 == 0) {
                    known = device(demo, extension);
                }
                String strange = (known.startsWith("x") ? "y" : "x") + known.substring(1);
                try (SipSocket socket = new EdgeUnderFire(demo, firstStranger + stranger).socket("TLS")) {
                    boolean knownFirst = stranger % 4 < 2; // the second of a connection is answered sooner
                    Reply first = guess(socket, method, demo.domain(), knownFirst ? known : strange);
                    Reply second = guess(socket, method, demo.domain(), knownFirst ? strange : known);
                    Reply one = knownFirst ? first : second;
                    Reply other = knownFirst ? second : first;
                    assertThat(unguessed(other.text())).isEqualTo(unguessed(one.text()));
                    assertThat(other.text()).hasSameSizeAs(one.text());
                    if (stranger % 2 == 1) {
                        ofKnown.add(one.nanos());
                        ofStrange.add(other.nanos());
                    }
                }
            }
        } finally {
            demo.api().send("DELETE", extension, "");
        }
        long apart = Math.abs(median(ofKnown) - median(ofStrange)) / 1_000;
        System.out.printf(
                "Wrong passwords, %s: medians %d us apart, of %s and %s%n", method, apart, ofKnown, ofStrange);
        assertThat(apart).as("microseconds between the medians").isLessThan(20_000);
    }

    private static String device(DemoUnderTest demo, String extension) throws Exception {
        return demo.api()
                .send("POST", extension + "/devices", """
                        {"name":"Guessed at","digestFloor":"md5","keying":"sdes","exception":null,"mayCall":true,
                         "enabled":true}""")
                .path("credentials")
                .path("authUsername")
                .asString();
    }

    private static String unguessed(String answer) {
        return answer.replaceAll("(nonce|tag|branch|rport|received)=\"?[^\";,\\r\\n]*\"?", "$1")
                .replaceAll("oracle\\d{6}", "oracle");
    }

    private Reply guess(SipSocket socket, String method, String domain, String name) throws IOException {
        String uri = "sip:" + (method.equals("INVITE") ? "102@" : "") + domain;
        String challenge = guess(socket, method, uri, domain, "").text();
        Matcher nonce = NONCE.matcher(challenge);
        assertThat(nonce.find()).as("a challenge: %s", challenge).isTrue();
        return guess(socket, method, uri, domain, """
                Authorization: Digest username="%s", realm="%s", nonce="%s", uri="%s", algorithm=MD5, \
                qop=auth, nc=00000001, cnonce="c", response="%032x"
                """.formatted(name, domain, nonce.group(1), uri, ++serial));
    }

    private Reply guess(SipSocket socket, String method, String uri, String domain, String credentials)
            throws IOException {
        String name = "oracle%06d".formatted(++serial);
        String request = SipText.crlf("""
                %1$s %2$s SIP/2.0
                Via: SIP/2.0/TLS 10.9.8.7:5060;branch=z9hG4bK%3$s;rport
                Max-Forwards: 70
                From: <sip:7319@%4$s>;tag=%3$s
                To: <sip:7319@%4$s>
                Call-ID: %3$s
                CSeq: 1 %1$s
                Contact: <sip:7319@10.9.8.7:5060;transport=tls>
                %5$sContent-Length: 0

                """.formatted(method, uri, name, domain, credentials));
        long begin = System.nanoTime();
        socket.send(request.getBytes(StandardCharsets.US_ASCII));
        String answer = answer(socket, name);
        assertThat(answer).startsWith("SIP/2.0 401");
        var reply = new Reply(answer, System.nanoTime() - begin);
        if (method.equals("INVITE")) {
            acknowledge(socket, request, answer);
        }
        return reply;
    }

    /** The final one to that request. */
    private static String answer(SipSocket socket, String callId) throws IOException {
        String answer = socket.receive(PATIENCE).orElse("");
        while (answer.startsWith("SIP/2.0 100") || (!answer.isEmpty() && !answer.contains("Call-ID: " + callId))) {
            answer = socket.receive(PATIENCE).orElse("");
        }
        return answer;
    }

    private void compare(SipSocket socket, String transport, Question known, Question strange) throws IOException {
        List<Long> ofKnown = new ArrayList<>();
        List<Long> ofStrange = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            Reply one = ask(socket, transport, known);
            Reply other = ask(socket, transport, strange);
            assertThat(masked(other.text(), strange)).as("%s", strange).isEqualTo(masked(one.text(), known));
            assertThat(other.text()).as("size, %s", strange).hasSameSizeAs(one.text());
            ofKnown.add(one.nanos());
            ofStrange.add(other.nanos());
        }
        long apart = Math.abs(median(ofKnown) - median(ofStrange)) / 1_000;
        System.out.printf("%s %s against %s: medians %d us apart%n", transport, known, strange, apart);
        assertThat(apart).as("microseconds between the medians").isLessThan(20_000);
    }

    private static long median(List<Long> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }

    private Reply ask(SipSocket socket, String transport, Question question) throws IOException {
        String name = "oracle%06d".formatted(++serial);
        String uri = question.method().equals("REGISTER") ? "" : question.callee() + "@";
        String event = question.method().equals("SUBSCRIBE") ? "Event: message-summary\nExpires: 600\n" : "";
        String request = SipText.crlf("""
                %1$s sip:%2$s%3$s SIP/2.0
                Via: SIP/2.0/%4$s 10.9.8.7:5060;branch=z9hG4bK%5$s;rport
                Max-Forwards: 70
                From: <sip:%6$s@%3$s>;tag=%5$s
                To: <sip:%7$s@%3$s>
                Call-ID: %5$s
                CSeq: 1 %1$s
                User-Agent: an ordinary phone, no more and no less than that, version 10.20.30
                Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, NOTIFY, INFO, UPDATE
                Contact: <sip:%6$s@10.9.8.7:5060>
                %8$sContent-Length: 0

                """.formatted(
                        question.method(),
                        uri,
                        question.domain(),
                        transport,
                        name,
                        question.caller(),
                        question.callee(),
                        event));
        long begin = System.nanoTime();
        socket.send(request.getBytes(StandardCharsets.US_ASCII));
        String answer = answer(socket, name);
        long nanos = System.nanoTime() - begin;
        assertThat(answer).as("an answer to %s", question).isNotEmpty();
        if (transport.equals("UDP")) {
            assertThat(answer.length()).as("octets back").isLessThanOrEqualTo(2 * request.length());
        }
        if (question.method().equals("INVITE")) {
            acknowledge(socket, request, answer);
        }
        return new Reply(answer, nanos);
    }

    private static void acknowledge(SipSocket socket, String invite, String answer) throws IOException {
        String to = answer.lines()
                .filter(line -> line.startsWith("To: "))
                .findFirst()
                .orElse("");
        String ack = invite.replaceFirst("^INVITE", "ACK")
                .replace("CSeq: 1 INVITE", "CSeq: 1 ACK")
                .replaceFirst("(?m)^To: .*(?=\\r$)", to.replace("$", "\\$"));
        socket.send(ack.getBytes(StandardCharsets.US_ASCII));
    }

    /** Without what is new each time, and what only repeats the question. */
    private static String masked(String answer, Question question) {
        return answer.replaceAll("(nonce|tag|branch|rport|received)=\"?[^\";,\\r\\n]*\"?", "$1")
                .replaceAll("oracle\\d{6}", "oracle")
                .replace(question.domain(), "domain")
                .replace("<sip:" + question.caller() + "@", "<sip:caller@")
                .replace("<sip:" + question.callee() + "@", "<sip:callee@")
                .replace("caller", "user")
                .replace("callee", "user");
    }
}
