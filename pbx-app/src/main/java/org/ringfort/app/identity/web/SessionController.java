package org.ringfort.app.identity.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.identity.Administrator;
import org.ringfort.app.identity.SignIn;
import org.ringfort.app.platform.access.Actors;
import org.ringfort.app.platform.access.Admits;
import org.ringfort.app.platform.access.Admits.Stage;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.app.platform.access.PermissionTable;
import org.ringfort.app.platform.rest.Answers;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.platform.rest.QrCode;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.tenants.Tenant;
import org.ringfort.app.tenants.Tenants;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.secret.Secret;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/session")
@Tag(name = "session")
class SessionController {
    private final SignIn signIn;
    private final SessionState sessions;
    private final Tenants tenants;

    SessionController(SignIn signIn, SessionState sessions, Tenants tenants) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.tenants = tenants;
    }

    record PasswordInput(
            @NotNull @Size(max = 100) String username,
            @NotNull Secret password) {}

    record CodeInput(@NotNull @Size(max = 40) String code) {}

    record NewPasswordInput(
            @NotNull Secret current, @NotNull Secret replacement) {}

    record EnrolmentView(String secret, String uri, String qrSvg) {}

    record EnrolmentDone(List<String> recoveryCodes, SessionView session) {}

    @GetMapping
    @Admits(value = Stage.ANYONE, why = "the console asks how far it is signed in before anything else")
    @Operation(summary = "Say how far the caller has signed in")
    ResponseEntity<SessionView> readSession(HttpServletRequest request) {
        return Answers.once(
                sessions.read(request).map(SessionController.this::view).orElseGet(SessionView::anonymous));
    }

    @PostMapping
    @Admits(value = Stage.ANYONE, why = "this is where signing in begins")
    @Operation(summary = "Sign in, first step: name and password")
    ResponseEntity<SessionView> giveUsernameAndPassword(
            HttpServletRequest request, @Valid @RequestBody PasswordInput input) {
        Administrator who = signIn.password(input.username(), input.password(), request.getRemoteAddr());
        sessions.begin(request, who);
        return now(request);
    }

    @PostMapping("/totp")
    @Admits(value = Stage.PASSWORD_GIVEN, why = "the second step of signing in")
    @Operation(summary = "Sign in, second step: the authenticator's code")
    ResponseEntity<SessionView> giveTotpCode(HttpServletRequest request, @Valid @RequestBody CodeInput input) {
        Administrator who = waiting(request);
        sessions.complete(request, signIn.totp(who, input.code(), request.getRemoteAddr()));
        return now(request);
    }

    @PostMapping("/recovery")
    @Admits(value = Stage.PASSWORD_GIVEN, why = "the second step of signing in, without the authenticator")
    @Operation(summary = "Sign in, second step: a recovery code")
    ResponseEntity<SessionView> giveRecoveryCode(HttpServletRequest request, @Valid @RequestBody CodeInput input) {
        Administrator who = waiting(request);
        sessions.complete(request, signIn.recovery(who, input.code(), request.getRemoteAddr()));
        return now(request);
    }

    @PostMapping("/enrolment")
    @Admits(value = Stage.PASSWORD_GIVEN, why = "whoever has no second factor sets one up before anything else")
    @Operation(summary = "Begin to set up a second factor; show the QR code to an authenticator")
    ResponseEntity<EnrolmentView> beginEnrolment(HttpServletRequest request) {
        Administrator who = unenrolled(request);
        SignIn.Enrolment enrolment = signIn.enrol(who);
        sessions.keepPending(request, who, enrolment.secret());
        String uri = enrolment.uri();
        String secret = uri.replaceFirst(".*[?&]secret=([A-Z2-7]+).*", "$1");
        return Answers.once(new EnrolmentView(secret, uri, QrCode.svg(uri)));
    }

    @PostMapping("/enrolment/confirm")
    @Admits(value = Stage.PASSWORD_GIVEN, why = "whoever has no second factor sets one up before anything else")
    @Operation(summary = "Confirm the second factor by its first code; the recovery codes are shown this once")
    ResponseEntity<EnrolmentDone> confirmEnrolment(HttpServletRequest request, @Valid @RequestBody CodeInput input) {
        Administrator who = unenrolled(request);
        Secret pending = sessions.pending(request, who);
        if (pending == null) {
            throw Problem.conflict("enrolment-not-begun", "Begin the enrolment first.");
        }
        List<String> codes = signIn.confirm(who, pending, input.code(), request.getRemoteAddr()).stream()
                .map(Secret::revealText)
                .toList();
        sessions.complete(request, signIn.known(who.id()).orElseThrow(Problem::notFound));
        return Answers.once(
                new EnrolmentDone(codes, sessions.read(request).map(this::view).orElseGet(SessionView::anonymous)));
    }

    @PutMapping("/password")
    @Admits(value = Stage.FACTORS_GIVEN, why = "everybody changes their own password")
    @Operation(summary = "Change one's own password; other sessions end")
    ResponseEntity<SessionView> changePassword(HttpServletRequest request, @Valid @RequestBody NewPasswordInput input) {
        SessionState.Held held = sessions.read(request).orElseThrow(Problem::forbidden);
        Administrator after =
                signIn.changePassword(held.who(), input.current(), input.replacement(), request.getRemoteAddr());
        sessions.complete(request, after);
        return now(request);
    }

    @DeleteMapping
    @Admits(value = Stage.ANYONE, why = "everybody may go")
    @Operation(summary = "Sign out")
    ResponseEntity<Void> signOut(HttpServletRequest request) {
        sessions.read(request).filter(SessionState.Held::complete).ifPresent(held -> signedOut(held.who()));
        sessions.end(request);
        return Answers.done();
    }

    private void signedOut(Administrator who) {
        TenantScope.call(who.home(), () -> {
            signIn.signedOut(who);
            return true;
        });
    }

    /** Somebody between the two steps. */
    private Administrator waiting(HttpServletRequest request) {
        SessionState.Held held = sessions.read(request).orElseThrow(Problem::forbidden);
        if (held.complete()) {
            throw Problem.conflict("signed-in", "You are signed in already.");
        }
        if (!held.who().secondFactor()) {
            throw new Problem(403, "enrolment-required", "Set up your second factor first.", List.of());
        }
        return held.who();
    }

    /** Somebody who has no second factor yet; one that is there is never replaced by a password alone. */
    private Administrator unenrolled(HttpServletRequest request) {
        SessionState.Held held = sessions.read(request).orElseThrow(Problem::forbidden);
        if (held.who().secondFactor()) {
            throw Problem.conflict("enrolled", "Your second factor is set up already.");
        }
        return held.who();
    }

    private ResponseEntity<SessionView> now(HttpServletRequest request) {
        return Answers.once(sessions.read(request).map(this::view).orElseGet(SessionView::anonymous));
    }

    private SessionView view(SessionState.Held held) {
        Administrator who = held.who();
        boolean done = held.complete() && !who.passwordChangeRequired();
        String stage;
        if (held.complete()) {
            stage = done ? "complete" : "password-change";
        } else {
            stage = who.secondFactor() ? "totp" : "enrolment";
        }
        if (!held.complete()) {
            return new SessionView(stage, null, List.of(), null, held.endsAt());
        }
        UUID home = who.home().equals(TenantScope.PLATFORM) ? null : who.home().value();
        SessionView.SessionUser user = new SessionView.SessionUser(
                who.id(),
                who.username(),
                who.displayName(),
                who.role(),
                who.extension().orElse(null),
                home);
        List<String> permissions = done
                ? PermissionTable.of(who.role()).stream()
                        .map(Permission::wireName)
                        .sorted()
                        .toList()
                : List.of();
        return new SessionView(stage, user, permissions, tenant(who), held.endsAt());
    }

    private SessionView.@Nullable SessionTenant tenant(Administrator who) {
        TenantId acting = Actors.find().isPresent() && who.home().equals(TenantScope.PLATFORM)
                ? TenantScope.current()
                : who.home();
        Optional<Tenant> tenant = acting.equals(TenantScope.PLATFORM) ? Optional.empty() : tenants.lookUp(acting);
        return tenant.map(it -> new SessionView.SessionTenant(it.id().value(), it.name(), it.domain()))
                .orElse(null);
    }
}
