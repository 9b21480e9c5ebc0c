package org.ringfort.app.identity.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.identity.Administrator;
import org.ringfort.app.identity.ApiKeys;
import org.ringfort.app.identity.SignIn;
import org.ringfort.app.platform.access.AccessInterceptor;
import org.ringfort.app.platform.access.Actor;
import org.ringfort.app.platform.access.Actors;
import org.ringfort.app.platform.access.Admits.Stage;
import org.ringfort.app.platform.access.Standing;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.platform.rest.ProblemWriter;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.tenants.Tenants;
import org.ringfort.kernel.id.TenantId;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds out who asks, and for which tenant, and binds both for the request.
 *
 * <p>A bearer token counts alone: then no cookie is looked at, and no forged form of another site can ride on one.
 */
final class IdentityFilter extends OncePerRequestFilter {
    static final String TENANT_HEADER = "X-Ringfort-Tenant";
    static final String BEARER = "Bearer ";

    private final SessionState sessions;
    private final SignIn signIn;
    private final ApiKeys apiKeys;
    private final Tenants tenants;
    private final ProblemWriter problems;

    IdentityFilter(SessionState sessions, SignIn signIn, ApiKeys apiKeys, Tenants tenants, ProblemWriter problems) {
        this.sessions = sessions;
        this.signIn = signIn;
        this.apiKeys = apiKeys;
        this.tenants = tenants;
        this.problems = problems;
    }

    private record Identified(Actor actor, TenantId tenant, Stage stage, boolean mustEnrol, Standing standing) {
        Identified(Actor actor, TenantId tenant, Stage stage, boolean mustEnrol) {
            this(actor, tenant, stage, mustEnrol, () -> false);
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Identified who;
        try {
            who = identify(request);
        } catch (Problem refused) {
            problems.write(response, refused);
            return;
        }
        request.setAttribute(AccessInterceptor.STAGE, who.stage());
        request.setAttribute(AccessInterceptor.MUST_ENROL, who.mustEnrol());
        request.setAttribute(Standing.ATTRIBUTE, who.standing());
        try {
            TenantScope.call(
                    who.tenant(),
                    () -> Actors.call(who.actor(), () -> {
                        chain.doFilter(request, response);
                        return true;
                    }));
        } catch (ServletException | IOException | RuntimeException passedOn) {
            throw passedOn;
        } catch (Exception impossible) {
            throw new ServletException(impossible);
        }
    }

    private Identified identify(HttpServletRequest request) {
        String address = request.getRemoteAddr();
        if (!request.getRequestURI().startsWith("/api/")) {
            return stranger(address); // the console's files ask nobody
        }
        String authorization = request.getHeader("Authorization");
        if (authorization != null) {
            if (!authorization.startsWith(BEARER)) {
                throw unauthorised();
            }
            String token = authorization.substring(BEARER.length()).strip();
            Actor program = apiKeys.authenticate(token, address).orElseThrow(IdentityFilter::unauthorised);
            Standing standing = () ->
                    apiKeys.authenticate(token, address).filter(program::equals).isPresent();
            return new Identified(program, tenant(request, program), Stage.SIGNED_IN, false, standing);
        }
        Optional<SessionState.Held> held = sessions.read(request);
        if (held.isEmpty()) {
            return stranger(address);
        }
        Administrator who = held.get().who();
        Actor person = signIn.actor(who, address);
        if (!held.get().complete()) {
            return new Identified(person, who.home(), Stage.PASSWORD_GIVEN, !who.secondFactor());
        }
        if (who.passwordChangeRequired()) {
            return new Identified(person, who.home(), Stage.FACTORS_GIVEN, false);
        }
        String session = request.getSession().getId();
        Standing standing = () -> sessions.look(session)
                .filter(now -> now.complete() && !now.who().passwordChangeRequired())
                .map(now -> signIn.actor(now.who(), address))
                .filter(person::equals)
                .isPresent();
        return new Identified(person, tenant(request, person), Stage.SIGNED_IN, false, standing);
    }

    /** Somebody of a tenant acts there and nowhere else; somebody of the platform acts where they say. */
    private TenantId tenant(HttpServletRequest request, Actor actor) {
        String wanted = wanted(request);
        if (wanted == null) {
            return actor.home();
        }
        TenantId chosen;
        try {
            chosen = new TenantId(UUID.fromString(wanted));
        } catch (IllegalArgumentException none) {
            throw Problem.notFound();
        }
        if (chosen.equals(actor.home())) {
            return chosen;
        }
        if (!actor.home().equals(TenantScope.PLATFORM) || tenants.lookUp(chosen).isEmpty()) {
            throw Problem.notFound();
        }
        return chosen;
    }

    private static @Nullable String wanted(HttpServletRequest request) {
        String header = request.getHeader(TENANT_HEADER);
        return header == null ? request.getParameter("tenant") : header;
    }

    private static Identified stranger(String address) {
        return new Identified(
                Actor.stranger("", TenantScope.PLATFORM, address), TenantScope.PLATFORM, Stage.ANYONE, false);
    }

    private static Problem unauthorised() {
        return new Problem(401, "sign-in-required", "Sign in, or send an API key that is valid.", List.of());
    }
}
