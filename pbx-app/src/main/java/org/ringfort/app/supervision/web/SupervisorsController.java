package org.ringfort.app.supervision.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.app.platform.access.Requires;
import org.ringfort.app.platform.rest.Answers;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.EntityTag;
import org.ringfort.app.platform.rest.Idempotency;
import org.ringfort.app.platform.rest.Page;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.supervision.GrantId;
import org.ringfort.app.supervision.NamedGrant;
import org.ringfort.app.supervision.Supervisors;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/supervisors")
@Tag(name = "supervisors")
class SupervisorsController {
    private final Supervisors supervisors;
    private final Idempotency idempotency;

    SupervisorsController(Supervisors supervisors, Idempotency idempotency) {
        this.supervisors = supervisors;
        this.idempotency = idempotency;
    }

    @GetMapping
    @Requires(Permission.SUPERVISORS_READ)
    @Operation(summary = "List who may supervise whose calls; oldest first")
    Page<SupervisorView> listSupervisors(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return supervisors.list(Cursor.parse(cursor, limit)).map(SupervisorView::of);
    }

    @PostMapping
    @Requires(Permission.SUPERVISORS_WRITE)
    @Operation(summary = "Let an extension supervise another's calls")
    ResponseEntity<SupervisorView> createSupervisor(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody SupervisorInput input) {
        Idempotency.Outcome outcome = idempotency.once(
                key, input, () -> supervisors.create(input.draft()).id().value());
        NamedGrant grant = find(outcome.created());
        return Answers.created(
                "/api/v1/supervisors/" + grant.id(), grant.version(), outcome.repeated(), SupervisorView.of(grant));
    }

    @GetMapping("/{id}")
    @Requires(Permission.SUPERVISORS_READ)
    @Operation(summary = "Read what an extension may do with another's calls")
    ResponseEntity<SupervisorView> readSupervisor(@PathVariable UUID id) {
        NamedGrant grant = find(id);
        return Answers.of(grant.version(), SupervisorView.of(grant));
    }

    @PutMapping("/{id}")
    @Requires(Permission.SUPERVISORS_WRITE)
    @Operation(summary = "Change what an extension may do with another's calls: counts when it next supervises one")
    ResponseEntity<SupervisorView> changeSupervisor(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody SupervisorInput input) {
        NamedGrant grant = supervisors.change(new GrantId(id), EntityTag.required(ifMatch), input.draft());
        return Answers.of(grant.version(), SupervisorView.of(grant));
    }

    @DeleteMapping("/{id}")
    @Requires(Permission.SUPERVISORS_WRITE)
    @Operation(summary = "Let an extension supervise another's calls no longer")
    ResponseEntity<Void> deleteSupervisor(@PathVariable UUID id) {
        supervisors.delete(new GrantId(id));
        return Answers.done();
    }

    private NamedGrant find(UUID id) {
        return supervisors.find(new GrantId(id)).orElseThrow(Problem::notFound);
    }
}
