package org.ringfort.app.audit.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.audit.AuditEvent;
import org.ringfort.app.audit.AuditRecorded;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.app.platform.access.Requires;
import org.ringfort.app.platform.access.Requires.Where;
import org.ringfort.app.platform.push.Push;
import org.ringfort.app.platform.push.PushHub;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.Page;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.kernel.id.TenantId;
import org.springframework.context.event.EventListener;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping("/api/v1/audit-events")
@Tag(name = "audit events")
class AuditController {
    private final Audit audit;
    private final JsonMapper json;
    private final PushHub hub;

    AuditController(Audit audit, JsonMapper json, PushHub hub) {
        this.hub = hub;
        this.audit = audit;
        this.json = json;
    }

    record AuditActorView(String kind, UUID id, String name) {}

    record AuditTargetView(String kind, String id) {}

    record AuditEventView(
            UUID id,
            long sequence,
            Instant at,
            AuditActorView actor,
            String sourceAddress,
            String action,
            AuditTargetView target,
            @Nullable Object before,
            @Nullable Object after,
            String hash) {}

    record AuditLinkView(long sequence, String hash) {}

    record AuditVerificationView(long links, @Nullable Long brokenAt, AuditLinkView head) {}

    @GetMapping
    @Requires(value = Permission.AUDIT_READ, where = Where.ANYWHERE)
    @Operation(summary = "List what was done, newest first")
    Page<AuditEventView> listAuditEvents(
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return audit.list(new Audit.Filter(action, from, to), Cursor.parse(cursor, limit))
                .map(this::view);
    }

    @GetMapping("/{id}")
    @Requires(value = Permission.AUDIT_READ, where = Where.ANYWHERE)
    @Operation(summary = "Read one audit event")
    AuditEventView readAuditEvent(@PathVariable UUID id) {
        return audit.find(id).map(this::view).orElseThrow(Problem::notFound);
    }

    @GetMapping("/verification")
    @Requires(value = Permission.AUDIT_READ, where = Where.ANYWHERE)
    @Operation(
            summary = "Walk the chain of hashes and say whether every link fits",
            description = "A link known from elsewhere, from an earlier answer's head or from the log, may be given "
                    + "with sequence and hash: it must still be there. So it shows when the end was cut off.")
    AuditVerificationView verifyAuditEvents(
            @RequestParam(required = false) @Nullable Long sequence,
            @RequestParam(required = false) @Nullable String hash) {
        if ((sequence == null) != (hash == null)) {
            throw Problem.invalid(hash == null ? "hash" : "sequence", "missing", "Give sequence and hash together.");
        }
        Audit.Verification verification = audit.verify(
                sequence == null || hash == null ? Optional.empty() : Optional.of(new Audit.Link(sequence, hash)));
        return new AuditVerificationView(
                verification.links(),
                verification.brokenAt().orElse(null),
                new AuditLinkView(
                        verification.head().sequence(), verification.head().hash()));
    }

    @EventListener
    void recorded(AuditRecorded news) {
        TenantId tenant = news.event().tenant();
        if (hub.anybodyOf(tenant)) {
            hub.tell(Push.of(tenant, "audit", Permission.AUDIT_READ, view(news.event())));
        }
    }

    private AuditEventView view(AuditEvent event) {
        return new AuditEventView(
                event.id(),
                event.sequence(),
                event.at(),
                new AuditActorView(event.actorKind(), event.actorId(), event.actorName()),
                event.sourceAddress(),
                event.action(),
                new AuditTargetView(event.targetKind(), event.targetId()),
                parse(event.before()),
                parse(event.after()),
                event.hash());
    }

    private @Nullable Object parse(@Nullable String text) {
        return text == null ? null : json.readValue(text, Object.class);
    }
}
