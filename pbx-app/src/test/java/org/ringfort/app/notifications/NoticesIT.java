package org.ringfort.app.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ringfort.app.Eventually;
import org.ringfort.app.calls.CallerIdentity;
import org.ringfort.app.calls.CallsEnded;
import org.ringfort.app.calls.EndedCall;
import org.ringfort.app.calls.HelpNews;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.kernel.id.CallId;
import org.ringfort.kernel.secret.Secret;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** Who is told that somebody calls for help, by what, and what they are told. */
@ExtendWith(OutputCaptureExtension.class)
class NoticesIT extends NoticesScene {
    @Test
    void who_wants_it_is_told_by_mail_and_by_a_signed_webhook_that_somebody_calls_for_help(CapturedOutput log)
            throws Exception {
        wants(List.of("guard@ringfort.example", "boss@ringfort.example"), hookUrl());
        HelpNews news = news(HelpNews.What.CALLED);
        help.called(news, "Head office", "edge-1");
        Eventually.holds(
                "both mails and the webhook", () -> MAIL.getReceivedMessages().length == 2 && HEARD.size() == 1);
        Eventually.holds("nothing is left", () -> waiting() == 0);

        MimeMessage mail = MAIL.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("EMERGENCY CALL: Extension 101 calls 112");
        assertThat(mail.getFrom()[0]).hasToString("pbx@ringfort.example");
        assertThat(mail.getAllRecipients()).hasSize(1);
        String text = ((String) mail.getContent()).replace("\r\n", "\n");
        assertThat(text)
                .contains(
                        "Time: 2026-11-22T10:00:00Z\n",
                        "Extension: 101 (Zoë Bcc: evil)\n",
                        "Phone: Desk\n",
                        "Number called: 112\n",
                        "Trunk: Carrier\n",
                        "Location: Head office (was sent to the carrier)\n",
                        "Address: A3 Berlin, RD Unter den Linden, country DE\n");
        assertThat(mail.getMessageID()).endsWith("@ringfort.example>");

        Heard hook = HEARD.element();
        assertThat(hook.path()).isEqualTo("/help?for=us");
        JsonNode said = json.readTree(hook.body());
        assertThat(said.path("event").asString()).isEqualTo("emergency.called");
        assertThat(said.path("call").asString()).isEqualTo(news.call());
        assertThat(said.path("location").path("address").path("A3").asString()).isEqualTo("Berlin");
        assertThat(said.path("locationSent").asBoolean()).isTrue();
        assertThat(said.path("reached").isNull()).isTrue();
        String signature = String.valueOf(hook.headers().get("Ringfort-Signature"));
        long seconds = Long.parseLong(signature.substring(2, signature.indexOf(',')));
        assertThat(Instant.ofEpochSecond(seconds)).isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(signature)
                .endsWith("v1="
                        + Webhooks.signature(
                                Secret.ofText(secret), seconds, hook.body().getBytes(StandardCharsets.UTF_8)));
        assertThat(log.getAll().lines().filter(line -> !line.contains("com.icegreen")))
                .noneMatch(line -> line.contains(secret)
                        || line.contains("guard@ringfort.example")
                        || line.contains("Unter den Linden"));
    }

    @Test
    void whether_help_was_reached_is_told_too_and_who_wants_nothing_is_told_nothing() throws Exception {
        help.called(news(HelpNews.What.CALLED), "", "edge-1");
        wants(List.of(), hookUrl());
        for (HelpNews.What what : List.of(HelpNews.What.REACHED, HelpNews.What.UNREACHED)) {
            help.called(news(what), "", "edge-1");
        }
        Eventually.holds("both", () -> HEARD.size() == 2);
        List<String> said = new ArrayList<>();
        HEARD.forEach(
                heard -> said.add(json.readTree(heard.body()).path("event").asString() + " "
                        + json.readTree(heard.body()).path("reached").asBoolean()));
        assertThat(said).containsExactlyInAnyOrder("emergency.reached true", "emergency.unreached false");
    }

    @Test
    void a_test_is_told_to_all() throws Exception {
        wants(List.of("guard@ringfort.example"), hookUrl());
        TenantScope.call(tenant.id(), () -> {
            notices.test();
            return true;
        });
        Eventually.holds("both", () -> MAIL.getReceivedMessages().length == 1 && HEARD.size() == 1);
        assertThat(MAIL.getReceivedMessages()[0].getSubject()).isEqualTo("Test of notices");
        assertThatThrownBy(() -> TenantScope.call(tenant.id(), () -> {
                    notices.test();
                    return true;
                }))
                .as("once a minute")
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.status()).isEqualTo(429);
                    assertThat(problem.retryAfter()).isPositive();
                });
    }

    private EndedCall ended(int status, Optional<Instant> answered) {
        Instant began = Instant.parse("2026-11-22T10:00:00Z");
        return new EndedCall(
                CallId.next(),
                tenant.id(),
                "101",
                "",
                "112",
                "",
                began,
                Optional.empty(),
                answered,
                began.plusSeconds(9),
                status,
                EndedCall.HungUpBy.SYSTEM,
                "failed with " + status,
                "",
                "emergency",
                CallerIdentity.NONE,
                List.of());
    }

    /** An edge tells of a call until it hears that its record is kept. */
    @Test
    void what_became_of_a_call_is_told_once_and_written_with_the_records_that_are_kept() throws Exception {
        wants(List.of(), hookUrl());
        ANSWER.set(503);
        EndedCall call = ended(503, Optional.empty());
        EndedCall answered = ended(200, Optional.of(Instant.parse("2026-11-22T10:00:04Z")));
        listeners.publishEvent(new CallsEnded(List.of(call, answered)));
        assertThat(waiting()).as("as soon as the records are kept").isEqualTo(2);
        listeners.publishEvent(new CallsEnded(List.of(call, answered)));
        assertThat(waiting()).isEqualTo(2);
        Eventually.holds("both are told", () -> HEARD.size() == 2);
        Thread.sleep(500);
        assertThat(HEARD).hasSize(2).allSatisfy(heard -> {
            JsonNode said = json.readTree(heard.body());
            assertThat(said.path("locationSent").isNull()).isTrue();
            assertThat(said.path("trunk").asString()).isEmpty();
        });
        assertThat(waiting()).isEqualTo(2);
    }
}
