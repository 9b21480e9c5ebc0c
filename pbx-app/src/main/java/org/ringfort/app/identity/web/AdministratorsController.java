package org.ringfort.app.identity.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.identity.Administrator;
import org.ringfort.app.identity.AdministratorDraft;
import org.ringfort.app.identity.Administrators;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.app.platform.access.Requires;
import org.ringfort.app.platform.access.Requires.Where;
import org.ringfort.app.platform.access.Role;
import org.ringfort.app.platform.rest.Answers;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.EntityTag;
import org.ringfort.app.platform.rest.Idempotency;
import org.ringfort.app.platform.rest.Page;
import org.ringfort.app.platform.rest.Problem;
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
@RequestMapping("/api/v1/administrators")
@Tag(name = "administrators")
class AdministratorsController {
    private final Administrators administrators;
    private final Idempotency idempotency;

    AdministratorsController(Administrators administrators, Idempotency idempotency) {
        this.administrators = administrators;
        this.idempotency = idempotency;
    }

    record AdministratorView(
            UUID id,
            String username,
            String displayName,
            Role role,
            @Nullable String extension,
            boolean enabled,
            boolean secondFactor,
            boolean passwordChangeRequired,
            @Nullable Instant lastSignInAt,
            Instant createdAt,
            long version) {
        static AdministratorView of(Administrator who) {
            return new AdministratorView(
                    who.id(),
                    who.username(),
                    who.displayName(),
                    who.role(),
                    who.extension().orElse(null),
                    who.enabled(),
                    who.secondFactor(),
                    who.passwordChangeRequired(),
                    who.lastSignInAt().orElse(null),
                    who.createdAt(),
                    who.version());
        }
    }

    record AdministratorCreate(
            @NotNull @Size(max = 64) String username,
            @NotNull @Size(max = 80) String displayName,
            @NotNull Role role,
            @Nullable @Size(max = 8) String extension) {}

    record AdministratorChange(
            @NotNull @Size(max = 80) String displayName,
            @NotNull Role role,
            @Nullable @Size(max = 8) String extension,
            boolean enabled) {}

    record AdministratorCreated(
            AdministratorView administrator, @Nullable String password) {}

    record PasswordReset(String password) {}

    @GetMapping
    @Requires(value = Permission.ADMINISTRATORS_READ, where = Where.ANYWHERE)
    @Operation(summary = "List those who sign in")
    Page<AdministratorView> listAdministrators(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return administrators.list(Cursor.parse(cursor, limit)).map(AdministratorView::of);
    }

    @PostMapping
    @Requires(value = Permission.ADMINISTRATORS_WRITE, where = Where.ANYWHERE)
    @Operation(summary = "Create somebody who signs in; the answer is the only one with their first password")
    ResponseEntity<AdministratorCreated> createAdministrator(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody AdministratorCreate input) {
        AtomicReference<@Nullable String> password = new AtomicReference<>();
        Idempotency.Outcome outcome = idempotency.once(key, input, () -> {
            Administrators.WithPassword created = administrators.create(
                    input.username(),
                    new AdministratorDraft(
                            input.displayName(), input.role(), Optional.ofNullable(input.extension()), true));
            password.set(created.password().revealText());
            return created.administrator().id();
        });
        Administrator who = find(outcome.created());
        return Answers.created(
                "/api/v1/administrators/" + who.id(),
                who.version(),
                outcome.repeated(),
                new AdministratorCreated(AdministratorView.of(who), password.get()));
    }

    @GetMapping("/{id}")
    @Requires(value = Permission.ADMINISTRATORS_READ, where = Where.ANYWHERE)
    @Operation(summary = "Read somebody who signs in")
    ResponseEntity<AdministratorView> readAdministrator(@PathVariable UUID id) {
        Administrator who = find(id);
        return Answers.of(who.version(), AdministratorView.of(who));
    }

    @PutMapping("/{id}")
    @Requires(value = Permission.ADMINISTRATORS_WRITE, where = Where.ANYWHERE)
    @Operation(summary = "Change somebody who signs in")
    ResponseEntity<AdministratorView> changeAdministrator(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody AdministratorChange input) {
        Administrator who = administrators.change(
                id,
                EntityTag.required(ifMatch),
                new AdministratorDraft(
                        input.displayName(), input.role(), Optional.ofNullable(input.extension()), input.enabled()));
        return Answers.of(who.version(), AdministratorView.of(who));
    }

    @DeleteMapping("/{id}")
    @Requires(value = Permission.ADMINISTRATORS_WRITE, where = Where.ANYWHERE)
    @Operation(summary = "Delete somebody who signs in")
    ResponseEntity<Void> deleteAdministrator(@PathVariable UUID id) {
        administrators.delete(id);
        return Answers.done();
    }

    @PostMapping("/{id}/password-reset")
    @Requires(value = Permission.ADMINISTRATORS_WRITE, where = Where.ANYWHERE)
    @Operation(summary = "Give somebody a new password that they must change; shown once")
    ResponseEntity<PasswordReset> resetPassword(@PathVariable UUID id) {
        return Answers.once(
                new PasswordReset(administrators.resetPassword(id).password().revealText()));
    }

    @PostMapping("/{id}/second-factor-reset")
    @Requires(value = Permission.ADMINISTRATORS_WRITE, where = Where.ANYWHERE)
    @Operation(summary = "Forget somebody's second factor, so that they set up another")
    ResponseEntity<Void> resetSecondFactor(@PathVariable UUID id) {
        administrators.resetSecondFactor(id);
        return Answers.done();
    }

    private Administrator find(UUID id) {
        return administrators.find(id).orElseThrow(Problem::notFound);
    }
}
