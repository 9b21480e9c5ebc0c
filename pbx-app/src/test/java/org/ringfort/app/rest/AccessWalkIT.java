package org.ringfort.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringfort.app.platform.access.Admits;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.app.platform.access.PermissionTable;
import org.ringfort.app.platform.access.Requires;
import org.ringfort.app.platform.access.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every endpoint × role × tenant: what the table allows is let through, all else is refused. */
class AccessWalkIT extends RestIT {
    private static final Set<Integer> REFUSED = Set.of(401, 403);

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    private record Endpoint(String method, String path, HandlerMethod handler) {
        /** With identities that nothing has. */
        String anywhere() {
            return path.replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
        }

        @Nullable
        String body() {
            return Set.of("POST", "PUT", "PATCH").contains(method) ? "{}" : null;
        }

        boolean allows(Role role) {
            Requires requires = handler.getMethodAnnotation(Requires.class);
            return requires == null || Arrays.stream(requires.value()).anyMatch(PermissionTable.of(role)::contains);
        }
    }

    private List<Endpoint> endpoints() {
        List<Endpoint> endpoints = new ArrayList<>();
        mappings.getHandlerMethods().forEach((mapping, handler) -> {
            for (String path : mapping.getPatternValues()) {
                for (RequestMethod method : mapping.getMethodsCondition().getMethods()) {
                    if (path.startsWith("/api/")) {
                        endpoints.add(new Endpoint(method.name(), path, handler));
                    }
                }
            }
        });
        endpoints.sort(Comparator.comparing(Endpoint::path).thenComparing(Endpoint::method));
        assertThat(endpoints).hasSizeGreaterThan(30);
        return endpoints;
    }

    private List<Endpoint> guarded() {
        return endpoints().stream()
                .filter(it -> it.handler().hasMethodAnnotation(Requires.class))
                .toList();
    }

    @Test
    void every_endpoint_names_its_permission_or_says_why_not() {
        assertThat(endpoints()).allSatisfy(endpoint -> {
            boolean requires = endpoint.handler().hasMethodAnnotation(Requires.class);
            boolean admits = endpoint.handler().hasMethodAnnotation(Admits.class);
            assertThat(requires ^ admits).as(endpoint.toString()).isTrue();
        });
    }

    @Test
    void every_permission_guards_something_or_is_for_a_module_to_come() {
        Set<Permission> used = java.util.EnumSet.noneOf(Permission.class);
        guarded()
                .forEach(it -> used.addAll(
                        List.of(java.util.Objects.requireNonNull(it.handler().getMethodAnnotation(Requires.class))
                                .value())));
        assertThat(used).contains(Permission.EXTENSIONS_WRITE, Permission.AUDIT_READ, Permission.TENANTS_WRITE);
    }

    @Test
    void a_stranger_is_let_nowhere() {
        Browser stranger = stranger();
        stranger.get("/api/v1/session");
        assertThat(guarded()).allSatisfy(endpoint -> {
            Browser.Answer answer = stranger.send(endpoint.method(), endpoint.anywhere(), endpoint.body());
            assertThat(answer.status()).as(endpoint.toString()).isEqualTo(401);
            assertThat(answer.code()).isEqualTo("sign-in-required");
        });
    }

    @Test
    void a_password_alone_opens_nothing_but_the_second_step() {
        Browser half = passwordGiven(Role.TENANT_ADMINISTRATOR.wireName(), PASSWORD);
        assertThat(endpoints())
                .filteredOn(it -> {
                    Admits admits = it.handler().getMethodAnnotation(Admits.class);
                    return admits == null || admits.value().compareTo(Admits.Stage.PASSWORD_GIVEN) > 0;
                })
                .allSatisfy(endpoint -> {
                    Browser.Answer answer = half.send(endpoint.method(), endpoint.anywhere(), endpoint.body());
                    assertThat(answer.status()).as(endpoint.toString()).isEqualTo(403);
                    assertThat(answer.code()).isEqualTo("second-factor-required");
                });
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void the_table_is_what_happens(Role role) {
        Browser browser = signedIn(role);
        String own = role.ofPlatform() ? otherTenant().toString() : null;
        assertThat(guarded()).allSatisfy(endpoint -> {
            if (own != null) {
                browser.headers.put("X-Ringfort-Tenant", own);
            }
            Browser.Answer answer;
            try {
                answer = browser.send(endpoint.method(), endpoint.anywhere(), endpoint.body());
            } finally {
                browser.headers.remove("X-Ringfort-Tenant");
            }
            if (endpoint.allows(role)) {
                assertThat(REFUSED)
                        .as("%s by %s: %s", endpoint, role, answer.body())
                        .doesNotContain(answer.status());
                assertThat(answer.status())
                        .as("%s by %s: %s", endpoint, role, answer.body())
                        .isLessThan(500);
            } else {
                assertThat(answer.status()).as("%s by %s", endpoint, role).isEqualTo(403);
                assertThat(answer.code()).isEqualTo("forbidden");
            }
        });
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = "PLATFORM_ADMINISTRATOR", mode = EnumSource.Mode.EXCLUDE)
    void another_tenant_is_not_there(Role role) {
        String other = otherTenant().toString();
        Browser browser = signedIn(role);
        assertThat(guarded()).allSatisfy(endpoint -> {
            browser.headers.put("X-Ringfort-Tenant", other);
            try {
                Browser.Answer answer = browser.send(endpoint.method(), endpoint.anywhere(), endpoint.body());
                assertThat(answer.status()).as("%s by %s", endpoint, role).isEqualTo(404);
            } finally {
                browser.headers.remove("X-Ringfort-Tenant");
            }
        });
    }

    @Test
    void the_platform_chooses_a_tenant_before_it_acts_on_one() {
        Browser platform = signedIn(Role.PLATFORM_ADMINISTRATOR);
        assertThat(guarded())
                .filteredOn(it -> it.allows(Role.PLATFORM_ADMINISTRATOR))
                .filteredOn(it -> java.util.Objects.requireNonNull(it.handler().getMethodAnnotation(Requires.class))
                                .where()
                        == Requires.Where.IN_TENANT)
                .allSatisfy(endpoint -> {
                    Browser.Answer answer = platform.send(endpoint.method(), endpoint.anywhere(), endpoint.body());
                    assertThat(answer.status()).as(endpoint.toString()).isEqualTo(400);
                    assertThat(answer.code()).isEqualTo("tenant-required");
                });
    }
}
