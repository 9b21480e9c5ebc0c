package org.ringfort.edge.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ringfort.edge.transport.Flow;
import org.ringfort.edge.transport.TransportKind;
import org.ringfort.kernel.telemetry.Metrics;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.digest.Challenge;
import org.ringfort.protocol.sip.digest.DigestAlgorithm;
import org.ringfort.protocol.sip.header.Authenticate;
import org.ringfort.protocol.sip.header.Header;
import org.ringfort.protocol.sip.header.HeaderName;

/**
 * What is answered without a conversation, and leaves nothing behind.
 *
 * @rfc 3261 8.2.7
 */
class StrangersTest {
    private final LoopBench bench = LoopBench.manual();
    private final Phone phone = new Phone(bench, TransportKind.UDP);

    private SipResponse answerTo(String text) {
        phone.says(text);
        SipResponse answer = bench.take().response();
        assertThat(bench.loop.isIdle()).as("nothing is remembered").isTrue();
        return answer;
    }

    @Test
    void options_tells_what_we_understand() {
        SipResponse answer = answerTo(phone.request("OPTIONS", 1));
        assertThat(answer.status().code()).isEqualTo(200);
        assertThat(answer.headers().allow()).contains(Method.INVITE, Method.PRACK);
        assertThat(answer.headers().to().tag()).isPresent();
    }

    @Test
    void the_same_request_gets_the_same_tag() {
        String text = phone.request("OPTIONS", 1);
        assertThat(answerTo(text).headers().to().tag())
                .isEqualTo(answerTo(text).headers().to().tag());
    }

    @Test
    void refusals() {
        assertThat(answerTo(phone.request("MESSAGE", 1)).status().code()).isEqualTo(405);
        assertThat(answerTo(phone.request("BYE", 1)).status().code()).isEqualTo(481);
        assertThat(answerTo(phone.request("OPTIONS", 1).replace("Max-Forwards: 70", "Max-Forwards: 0"))
                        .status()
                        .code())
                .isEqualTo(483);
        SipResponse extension = answerTo(phone.request("OPTIONS", 1, "Require: 100rel, nothing"));
        assertThat(extension.status().code()).isEqualTo(420);
        assertThat(extension.headers().unsupported()).containsExactly("nothing");
        assertThat(answerTo(phone.request("OPTIONS", 1).replace("OPTIONS sip:102@example.org", "OPTIONS tel:+491234"))
                        .status()
                        .code())
                .isEqualTo(416);
        assertThat(answerTo(phone.request("INVITE", 1, "Content-Encoding: gzip"))
                        .status()
                        .code())
                .isEqualTo(415);
        assertThat(answerTo(phone.request("CANCEL", 1)).status().code()).isEqualTo(481);
        assertThat(answerTo(phone.message("INFO", 1, "z9hG4bKx", "<sip:a@example.org>;tag=unknown"))
                        .status()
                        .code())
                .isEqualTo(481);
    }

    @Test
    void who_proves_nothing_is_challenged_and_forgotten() {
        var handler = new Challenging();
        bench.loop.handle(Method.INVITE, handler);
        String invite = phone.request("INVITE", 1);
        for (int i = 0; i < 3; i++) {
            assertThat(answerTo(invite).status().code()).isEqualTo(100);
            SipResponse answer = bench.take().response();
            assertThat(answer.status().code()).isEqualTo(401);
            assertThat(answer.headers().has(HeaderName.WWW_AUTHENTICATE)).isTrue();
            String tag = answer.headers().to().tag().orElseThrow();
            assertThat(tag).as("of the form that other tags have").hasSize(16);
            phone.says(invite.replace("INVITE ", "ACK ")
                    .replace("1 INVITE", "1 ACK")
                    .replace("To: <sip:102@example.org>", "To: <sip:102@example.org>;tag=" + tag));
        }
        assertThat(bench.isQuiet()).isTrue();
        assertThat(bench.registry.find(Metrics.SIP_DROPPED).counters())
                .as("an ACK of what was answered here")
                .isEmpty();
        assertThat(handler.begun).isEmpty();
    }

    @Test
    void who_calls_for_help_is_not_challenged_in_passing() {
        var handler = new Challenging();
        bench.loop.handle(Method.INVITE, handler);
        phone.says(phone.request("INVITE", 1).replace("sip:102@", "sip:112@"));
        assertThat(bench.take().response().status().code()).isEqualTo(100);
        assertThat(handler.begun).hasSize(1);
    }

    /** Challenges everybody in the same words. */
    private static final class Challenging implements RequestHandler {
        private final List<ServerTransaction> begun = new ArrayList<>();

        @Override
        public void handle(ServerTransaction transaction) {
            begun.add(transaction);
        }

        @Override
        public List<Header> challenges(SipRequest request, Flow flow) {
            return List.of(Authenticate.of(
                    Challenge.Digest.auth(DigestAlgorithm.SHA_256, "acme.example", "n", Optional.empty(), false)));
        }
    }

    @Test
    void a_full_shard_has_some_room_left_for_calls_for_help() {
        LoopSettings usual = LoopSettings.DEFAULT;
        LoopBench small = LoopBench.manual(
                new LoopSettings(1, 1_000, 20, 20, usual.timers(), usual.sessionExpires(), usual.minSessionExpires()));
        List<ServerTransaction> begun = new ArrayList<>();
        small.loop.handle(Method.INVITE, begun::add);
        var caller = new Phone(small, TransportKind.TLS);
        for (int i = 0; i < 30; i++) {
            caller.says(caller.request("INVITE", 1).replace("Call-ID: call-1", "Call-ID: call-" + i));
        }
        assertThat(begun).hasSize(20);
        for (int i = 30; i < 40; i++) {
            caller.says(caller.request("INVITE", 1)
                    .replace("Call-ID: call-1", "Call-ID: call-" + i)
                    .replace("INVITE sip:102@", "INVITE sip:112@"));
        }
        assertThat(begun).as("a twentieth more").hasSize(21);
        assertThat(begun.getLast().isEmergency()).isTrue();
    }

    @Test
    void help_may_be_asked_for_by_its_name() {
        List<ServerTransaction> begun = new ArrayList<>();
        bench.loop.handle(Method.INVITE, begun::add);
        assertThat(answerTo(phone.request("OPTIONS", 2).replace("sip:102@example.org SIP", "urn:service:sos SIP"))
                        .status()
                        .code())
                .isEqualTo(416);
        phone.says(phone.request("INVITE", 1).replace("sip:102@example.org SIP", "urn:service:sos SIP"));
        assertThat(begun).hasSize(1);
    }

    @Test
    void rfc3261_8_2_2_2_a_request_that_took_two_ways_is_merged() {
        List<ServerTransaction> begun = new ArrayList<>();
        bench.loop.handle(Method.REGISTER, begun::add);
        phone.says(phone.request("REGISTER", 1));
        phone.says(phone.request("REGISTER", 1));
        assertThat(bench.take().response().status().code()).isEqualTo(482);
        assertThat(begun).hasSize(1);
    }

    @Test
    void rfc3261_18_2_2_the_same_request_on_another_transport_is_answered_there() {
        bench.loop.handle(Method.REGISTER, transaction -> transaction.respond(Status.OK));
        String text = phone.request("REGISTER", 1);
        phone.says(text);
        assertThat(bench.take().flow()).isEqualTo(phone.flow);
        var tls = new Phone(bench, TransportKind.TLS);
        tls.says(text);
        assertThat(bench.take().flow()).isEqualTo(tls.flow);
    }

    @Test
    void an_older_phone_need_not_say_where_it_is() {
        List<ServerTransaction> begun = new ArrayList<>();
        bench.loop.handle(Method.INVITE, begun::add);
        String text = phone.request("INVITE", 1).replaceFirst("Contact: .*\n", "");
        phone.says(text);
        assertThat(bench.take().response().status()).isEqualTo(Status.BAD_REQUEST);
        phone.says(text.replaceFirst(";branch=z9hG4bK[a-z0-9]*", ""));
        assertThat(begun).hasSize(1);
    }

    @Test
    void rfc4320_4_1_no_408_and_no_180_to_other_requests() {
        List<ServerTransaction> begun = new ArrayList<>();
        bench.loop.handle(Method.REGISTER, begun::add);
        phone.says(phone.request("REGISTER", 1));
        begun.getFirst().respond(Status.RINGING);
        begun.getFirst().respond(Status.REQUEST_TIMEOUT);
        assertThat(bench.isQuiet()).isTrue();
    }

    @Test
    void a_stray_ack_is_never_answered() {
        phone.says(phone.request("ACK", 1));
        assertThat(bench.isQuiet()).isTrue();
        assertThat(bench.loop.isIdle()).isTrue();
    }

    @Test
    void answers_go_where_the_request_came_from_unless_it_says_otherwise() {
        String plain = phone.request("OPTIONS", 1).replace(";rport", "");
        phone.says(plain.replace("192.0.2.7:5070;branch", "192.0.2.7:5090;branch"));
        assertThat(bench.take().flow().remote().getPort())
                .as("no NAT, another port")
                .isEqualTo(5090);
        phone.says(plain.replace("192.0.2.7:5070;branch", "10.0.0.1:5090;branch"));
        assertThat(bench.take().flow().remote().getPort()).as("behind NAT").isEqualTo(5070);
    }

    @Test
    void our_answers_do_not_say_what_we_are() {
        SipResponse answer = answerTo(phone.request("OPTIONS", 1));
        assertThat(answer.headers().has(HeaderName.SERVER)).isFalse();
        assertThat(answer.headers().has(HeaderName.USER_AGENT)).isFalse();
    }

    @Test
    void a_bug_in_a_handler_is_answered_500_and_the_loop_goes_on() {
        bench.loop.handle(Method.REGISTER, transaction -> {
            throw new IllegalStateException("on purpose");
        });
        phone.says(phone.request("REGISTER", 1));
        assertThat(bench.take().response().status().code()).isEqualTo(500);
        phone.says(phone.request("OPTIONS", 1));
        assertThat(bench.take().response().status().code()).isEqualTo(200);
    }
}
