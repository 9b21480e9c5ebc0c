package org.ringfort.testkit.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.Status;

class TranscriptPlayerTest {
    private static final List<String> PHONE = List.of(
            "Via: SIP/2.0/UDP 192.0.2.7:5060;branch=z9hG4bK1",
            "From: <sip:101@acme.example>;tag=a",
            "To: <sip:101@acme.example>",
            "Call-ID: c1");

    /** Answers REGISTER with a challenge and then with 200, and reminds the phone after 300 s. */
    private static final class Registrar implements Subject {
        private final List<List<String>> said = new ArrayList<>();
        private Duration age = Duration.ZERO;

        @Override
        public String name() {
            return "edge";
        }

        @Override
        public void hear(String from, List<String> phrases) {
            SipRequest request = SipLines.request(phrases, PHONE);
            boolean authorised = phrases.stream().anyMatch(phrase -> phrase.contains("nonce=\"n42\""));
            SipResponse response = SipResponse.to(request, authorised ? Status.OK : Status.UNAUTHORIZED, "t1");
            List<String> lines = new ArrayList<>(SipLines.of(response));
            if (!authorised) {
                lines.add("WWW-Authenticate: Digest realm=\"acme.example\", nonce=\"n42\", qop=\"auth\"");
            }
            said.add(lines);
        }

        @Override
        public List<List<String>> takeSaid(String to) {
            List<List<String>> taken = to.equals("phone") ? List.copyOf(said) : List.of();
            said.removeAll(taken);
            return taken;
        }

        @Override
        public void advance(Duration by) {
            age = age.plus(by);
        }

        @Override
        public boolean holds(String claim) {
            return claim.equals("no binding") == (age.toSeconds() > 300);
        }
    }

    private static void play(String text) {
        TranscriptPlayer.play(Transcript.parse("here", text), new Registrar());
    }

    @Test
    void a_conversation_that_goes_as_written() {
        play("""
                # rfc3665-2.1-challenged-once
                phone → edge   REGISTER sip:acme.example   CSeq: 1 REGISTER    # a remark
                edge  → phone  401 Unauthorized            WWW-Authenticate: Digest realm="$_", nonce="$nonce"
                                                           CSeq: 1 REGISTER    no Contact:
                edge  → phone  nothing
                phone → edge   REGISTER sip:acme.example   CSeq: 2 REGISTER
                               Authorization: Digest username="u", realm="r", nonce="$nonce", uri="sip:x", response="00"
                edge  → phone  200 OK                      Call-ID: c1
                at +301s
                holds          no binding
                """);
    }

    @Test
    void every_deviation_is_told_with_its_line() {
        String register = "phone → edge   REGISTER sip:acme.example\n";
        assertFails(register + "edge → phone  200 OK", "line 2: expected 200 OK");
        assertFails(register + "edge → phone  401  Retry-After: 1", "line 2: expected Retry-After: 1");
        assertFails(register + "edge → phone  401  no Call-ID:", "line 2: expected no Call-ID:");
        assertFails(register + "edge → phone  nothing", "expected silence");
        assertFails(register, "and then it also said");
        assertFails("edge → phone  200 OK", "nothing was said to phone");
        assertFails("holds  no binding", "does not hold");
        assertThatThrownBy(() -> play("phone → edge  REGISTER sip:$unknown")).hasMessageContaining("$unknown");
    }

    private static void assertFails(String text, String message) {
        assertThatThrownBy(() -> play(text)).isInstanceOf(AssertionError.class).hasMessageContaining(message);
    }

    @Test
    void what_is_no_step_is_refused() {
        assertThatThrownBy(() -> Transcript.parse("x", "hello")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Transcript.parse("x", "  hello")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Transcript.parse("x", "at +5")).isInstanceOf(IllegalArgumentException.class);
        assertThat(Transcript.parse("x", "at +2min").steps()).containsExactly(new Step.Wait(1, Duration.ofMinutes(2)));
    }

    @Test
    void a_variable_keeps_its_first_meaning() {
        assertThatThrownBy(() -> play("""
                phone → edge   REGISTER sip:acme.example   CSeq: 1 REGISTER
                edge  → phone  401                         CSeq: $n REGISTER
                phone → edge   REGISTER sip:acme.example   CSeq: 2 REGISTER
                edge  → phone  401                         CSeq: $n REGISTER
                """)).isInstanceOf(AssertionError.class).hasMessageContaining("line 4");
    }

    @Test
    void sip_lines_there_and_back() {
        SipRequest request =
                SipLines.request(List.of("INVITE sip:102@acme.example", "To: <sip:102@acme.example>", "v=0"), PHONE);
        assertThat(request.method()).isEqualTo(Method.INVITE);
        assertThat(request.body().text()).isEqualTo("v=0\r\n");
        assertThat(request.headers().to().sipUri().orElseThrow().userText()).isEqualTo("102");
        SipResponse busy = SipLines.response(List.of("486 Busy Here"), request, "b");
        assertThat(SipLines.of(busy)).first().isEqualTo("486 Busy Here");
        assertThat(busy.headers().to().tag()).contains("b");
        assertThat(busy.headers().vias()).isEqualTo(request.headers().vias());
    }
}
