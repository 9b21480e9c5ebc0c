package org.ringfort.e2e.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfort.e2e.phone.SipSocket;
import org.ringfort.protocol.torture.WireText;

/**
 * Every torture message to the running edge, over every transport it serves: answered as its RFC says or dropped, and the edge
 * serves others after each.
 *
 * @rfc 4475 3
 * @rfc 5118 4
 */
class TortureIT {
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(20);
    private static final Duration SILENCE = Duration.ofMillis(300);

    private static final int FIRST_GUEST = 140;

    /** Where the RFC names the answer to a message that can be read. */
    private static final Map<String, String> NAMED = Map.of(
            "rfc4475-3.1.1.2-intmeth", "405",
            "rfc4475-3.1.1.5-esc02", "405",
            "rfc4475-3.1.1.11-mpart01", "405",
            "rfc4475-3.3.2-unkscm", "416",
            "rfc4475-3.3.3-novelsc", "416",
            "rfc4475-3.3.5-bext01", "420",
            "rfc4475-3.3.6-invut", "415",
            "rfc4475-3.3.11-zeromf", "483",
            "rfc5118-4.5-received-with-delimiters", "481");

    private static final String HAS_LENGTH = "(?is).*\\r\\n(Content-Length|l)\\s*:.*";

    /** A stream cannot know that no more comes: the rest of the body is waited for, then the connection is cut. */
    private static final String TOO_SHORT = "rfc4475-3.1.2.2-clerr";

    @ParameterizedTest
    @ValueSource(strings = {"UDP", "TCP", "TLS", "WSS"})
    void each_is_answered_as_its_rfc_says_and_the_edge_lives_on(String transport) throws Exception {
        DemoUnderTest demo = DemoUnderTest.shared();
        var edge = new EdgeUnderFire(demo, 230);
        long pid = edge.holdings().pid();
        var verdicts = new SoftAssertions();
        int guest = FIRST_GUEST;
        for (WireText.Case torture : WireText.torture()) {
            // Some of them share a branch: from one address they would be repeats of each other.
            edge.stranger(guest++);
            String expected = expected(torture, transport);
            String got = answer(edge, torture, transport, expected, verdicts);
            verdicts.assertThat(got)
                    .as("%s over %s (expected %s)", torture.name(), transport, expected)
                    .matches(expected.replace('x', '.'));
            edge.probe();
        }
        verdicts.assertThat(edge.holdings().pid()).as("the edge's process").isEqualTo(pid);
        verdicts.assertAll();
    }

    /** A status, a class such as 4xx, or silence. */
    private static String expected(WireText.Case torture, String transport) {
        String text = new String(torture.octets(), StandardCharsets.ISO_8859_1);
        if (torture.name().equals(TOO_SHORT) && isStream(transport)) {
            return "silence";
        }
        if (torture.verdict().equals("valid") && isStream(transport) && !text.matches(HAS_LENGTH)) {
            return text.startsWith("SIP/2.0 ") ? "silence" : "400"; // RFC 3261 20.14: a stream needs Content-Length
        }
        if (torture.verdict().startsWith("refused ")) {
            return torture.verdict().substring("refused ".length());
        }
        if (torture.verdict().equals("hopeless") || text.startsWith("SIP/2.0 ")) {
            return "silence";
        }
        return NAMED.getOrDefault(torture.name(), text.startsWith("OPTIONS ") ? "200" : "4xx");
    }

    /** Where messages come one after another; in a datagram or a frame (RFC 7118 5) each is alone. */
    private static boolean isStream(String transport) {
        return transport.equals("TCP") || transport.equals("TLS");
    }

    private static String answer(
            EdgeUnderFire edge, WireText.Case torture, String transport, String expected, SoftAssertions verdicts)
            throws IOException {
        try (SipSocket stranger = edge.socket(transport)) {
            stranger.send(torture.octets());
            Duration patience = expected.equals("silence") ? SILENCE : ANSWERED_WITHIN;
            Optional<String> answer = stranger.receive(patience);
            while (answer.isPresent() && EdgeUnderFire.status(answer.get()) < 200) {
                answer = stranger.receive(patience);
            }
            answer.flatMap(EdgeUnderFire::internals)
                    .ifPresent(inside -> verdicts.fail("%s: the answer tells %s", torture.name(), inside));
            return answer.map(text -> String.valueOf(EdgeUnderFire.status(text)))
                    .orElse("silence");
        }
    }
}
