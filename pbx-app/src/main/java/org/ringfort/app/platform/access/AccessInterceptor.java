package org.ringfort.app.platform.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Holds every REST method to what it declares, right before it runs, so that no difference in reading a path can step around it.
 */
@Component
public final class AccessInterceptor implements HandlerInterceptor, WebMvcConfigurer {
    /** Request attribute with the {@link Admits.Stage} that authentication reached. */
    public static final String STAGE = "ringfort.stage";

    /** Request attribute, true for somebody who must enrol a second factor first. */
    public static final String MUST_ENROL = "ringfort.must-enrol";

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method)) {
            return true; // static files of the console
        }
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            return true; // held to it when the request came in
        }
        Admits.Stage stage =
                request.getAttribute(STAGE) instanceof Admits.Stage reached ? reached : Admits.Stage.ANYONE;
        Admits admits = method.getMethodAnnotation(Admits.class);
        if (admits != null) {
            reach(request, stage, admits.value());
            return true;
        }
        Requires requires = method.getMethodAnnotation(Requires.class);
        if (requires == null) {
            if (isErrorPage(method)) {
                return true;
            }
            throw Problem.forbidden();
        }
        reach(request, stage, Admits.Stage.SIGNED_IN);
        Actor actor = Actors.current();
        if (Arrays.stream(requires.value()).noneMatch(actor::may)) {
            throw Problem.forbidden();
        }
        if (requires.where() == Requires.Where.IN_TENANT
                && TenantScope.current().equals(TenantScope.PLATFORM)) {
            throw new Problem(400, "tenant-required", "Choose a tenant with the header X-Ringfort-Tenant.", List.of());
        }
        return true;
    }

    private static boolean isErrorPage(HandlerMethod method) {
        return method.getBeanType().getPackageName().startsWith("org.springframework.boot.");
    }

    private static void reach(HttpServletRequest request, Admits.Stage reached, Admits.Stage needed) {
        if (reached.compareTo(needed) >= 0) {
            return;
        }
        if (reached == Admits.Stage.ANYONE) {
            throw new Problem(401, "sign-in-required", "Sign in, or send an API key.", List.of());
        }
        if (reached == Admits.Stage.FACTORS_GIVEN) {
            throw new Problem(403, "password-change-required", "Choose a new password first.", List.of());
        }
        if (Boolean.TRUE.equals(request.getAttribute(MUST_ENROL))) {
            throw new Problem(403, "enrolment-required", "Set up your second factor first.", List.of());
        }
        throw new Problem(403, "second-factor-required", "Give your second factor first.", List.of());
    }
}
