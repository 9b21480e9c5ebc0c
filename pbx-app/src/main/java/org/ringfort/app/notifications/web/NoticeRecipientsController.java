package org.ringfort.app.notifications.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.notifications.NoticeRecipients;
import org.ringfort.app.notifications.Notices;
import org.ringfort.app.notifications.Recipients;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.app.platform.access.Requires;
import org.ringfort.app.platform.rest.Answers;
import org.ringfort.app.platform.rest.EntityTag;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/notice-recipients")
@Tag(name = "notices")
class NoticeRecipientsController {
    private final NoticeRecipients recipients;
    private final Notices notices;

    NoticeRecipientsController(NoticeRecipients recipients, Notices notices) {
        this.recipients = recipients;
        this.notices = notices;
    }

    record NoticeRecipientsView(List<String> addresses, String webhookUrl, boolean secretSet, long version) {}

    record NoticeRecipientsInput(
            @NotNull @Size(max = 20) List<@NotNull @Size(max = 254) String> addresses,
            @Nullable @Size(max = 500) String webhookUrl) {}

    record NoticeSecretView(String secret) {}

    @GetMapping
    @Requires(Permission.POLICY_READ)
    @Operation(summary = "Read who is told that somebody calls for help")
    ResponseEntity<NoticeRecipientsView> readNoticeRecipients() {
        return view(recipients.current());
    }

    @PutMapping
    @Requires(Permission.POLICY_WRITE)
    @Operation(summary = "Change who is told that somebody calls for help, by mail and by a webhook")
    ResponseEntity<NoticeRecipientsView> changeNoticeRecipients(
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody NoticeRecipientsInput input) {
        String url = input.webhookUrl();
        return view(recipients.change(
                EntityTag.required(ifMatch),
                new Recipients(
                        input.addresses().stream().map(String::strip).toList(), url == null ? "" : url.strip())));
    }

    @PostMapping("/secret")
    @Requires(Permission.POLICY_WRITE)
    @Operation(
            summary =
                    "Make the secret that webhooks are signed with; it is shown this once, and the one before counts no more")
    ResponseEntity<NoticeSecretView> renewNoticeSecret() {
        return Answers.once(new NoticeSecretView(recipients.renewSecret()));
    }

    @PostMapping("/test")
    @Requires(Permission.POLICY_WRITE)
    @Operation(summary = "Tell all recipients that this is a test")
    ResponseEntity<Void> testNotices() {
        notices.test();
        return Answers.done();
    }

    private static ResponseEntity<NoticeRecipientsView> view(NoticeRecipients.Versioned it) {
        return Answers.of(
                it.version(),
                new NoticeRecipientsView(
                        it.recipients().addresses(), it.recipients().webhookUrl(), it.secretSet(), it.version()));
    }
}
