package org.ringfort.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.ringfort.app.TestDatabase;
import org.ringfort.app.identity.TotpCodes;
import org.ringfort.app.platform.access.Role;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** One application for all REST tests, filled by a bootstrap file: the tenant {@code acme.example} and one person of each role. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
abstract class RestIT {
    static final String PASSWORD = "a wholly unguessable sentence";
    static final String TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
    static final String API_KEY = "rf_" + "k".repeat(43);
    static final String EXTENSION_101_DEVICE = "known-auth-name";

    /** Browsers that are signed in, kept since no code counts twice within its half minute. */
    private static final Map<Role, Browser> SIGNED_IN = new ConcurrentHashMap<>();

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TenantTransactions transactions;

    @DynamicPropertySource
    static void application(DynamicPropertyRegistry registry) {
        TestDatabase.register(registry);
        registry.add("ringfort.bootstrap.file", () -> bootstrapFile().toString());
        registry.add("ringfort.turn.urls", () -> TurnCredentialsIT.URL);
        registry.add(
                "ringfort.turn.secret-file",
                () -> TurnCredentialsIT.secretFile().toString());
    }

    static Path bootstrapFile() {
        StringBuilder people = new StringBuilder();
        for (Role role : Role.values()) {
            people.append(people.isEmpty() ? "" : ",").append("""
                    {"username":"%s","displayName":"Somebody","role":"%s","password":"%s","totpSecret":"%s","extension":%s}""".formatted(
                    role.wireName(), role.wireName(), PASSWORD, TOTP_SECRET, role == Role.USER ? "\"101\"" : "null"));
        }
        String file = """
                {"tenant":{"name":"Acme","domain":"acme.example","aliases":["127.0.0.1"]},
                 "administrators":[%s],
                 "extensions":[{"number":"101","displayName":"Alice","voicemail":{"enabled":true,"afterSeconds":20,"pin":"739164"},
                   "devices":[{"name":"Desk","authUsername":"%s","password":"a device password","digestFloor":"md5","keying":"sdes"}]}],
                 "apiKeys":[{"name":"tests","key":"%s","role":"tenant-administrator"}]}""".formatted(people, EXTENSION_101_DEVICE, API_KEY);
        try {
            Path path = Files.createTempFile("ringfort-bootstrap", ".json");
            path.toFile().deleteOnExit();
            return Files.writeString(path, file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    Browser stranger() {
        return new Browser(port);
    }

    /** A program with all that a tenant administrator may do. */
    Browser program() {
        return new Browser(port).with("Authorization", "Bearer " + API_KEY);
    }

    /** A program of the tenant, on the given tenant. */
    Browser passwordGiven(String username, String password) {
        Browser browser = stranger();
        browser.get("/api/v1/session");
        Browser.Answer answer = browser.post("/api/v1/session", """
                {"username":"%s","password":"%s"}""".formatted(username, password));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return browser;
    }

    Browser signedIn(Role role) {
        return SIGNED_IN.computeIfAbsent(role, _ -> {
            Browser browser = passwordGiven(role.wireName(), PASSWORD);
            Browser.Answer answer = browser.post("/api/v1/session/totp", """
                    {"code":"%s"}""".formatted(TotpCodes.now(TOTP_SECRET)));
            assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
            assertThat(answer.body().path("stage").asString()).isEqualTo("complete");
            return browser;
        });
    }

    /** Another tenant, by its domain; made on first use. */
    UUID otherTenant() {
        Browser platform = signedIn(Role.PLATFORM_ADMINISTRATOR);
        for (var tenant : platform.get("/api/v1/tenants").body().path("items")) {
            if (tenant.path("domain").asString().equals("umbrella.example")) {
                return UUID.fromString(tenant.path("id").asString());
            }
        }
        Browser.Answer created = platform.post("/api/v1/tenants", """
                {"name":"Umbrella","domain":"umbrella.example","aliases":[],"enabled":true,"maxExtensions":10,"maxCalls":5}""");
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        return UUID.fromString(created.body().path("id").asString());
    }

    static String extension(String number) {
        return """
                {"number":"%s","displayName":"Somebody","enabled":true,"voicemail":{"enabled":false,"afterSeconds":20}}""".formatted(number);
    }

    static Instant now() {
        return Instant.now();
    }

    /** The tenant's policy on media without SRTP; tests share the tenant, so each says what it needs. */
    static void allowClearMedia(Browser program, boolean allow) {
        Browser.Answer policy = program.get("/api/v1/security-policy");
        program.headers.put("If-Match", String.valueOf(policy.header("ETag")));
        Browser.Answer changed = program.put(
                "/api/v1/security-policy",
                "{\"offerMd5\":true,\"allowClearMedia\":" + allow
                        + ",\"minRegistrationSeconds\":60,\"maxRegistrationSeconds\":300}");
        assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
        program.headers.remove("If-Match");
    }
}
