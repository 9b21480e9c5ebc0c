package org.ringfort.app.identity.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.identity.ApiKey;
import org.ringfort.app.identity.ApiKeys;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.app.platform.access.Requires;
import org.ringfort.app.platform.access.Requires.Where;
import org.ringfort.app.platform.rest.Answers;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.Idempotency;
import org.ringfort.app.platform.rest.Page;
import org.ringfort.app.platform.rest.Problem;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/api-keys")
@Tag(name = "api keys")
class ApiKeysController {
    private final ApiKeys apiKeys;
    private final Idempotency idempotency;

    ApiKeysController(ApiKeys apiKeys, Idempotency idempotency) {
        this.apiKeys = apiKeys;
        this.idempotency = idempotency;
    }

    record ApiKeyView(
            UUID id,
            String name,
            String prefix,
            List<String> permissions,
            Instant expiresAt,
            @Nullable Instant lastUsedAt,
            String createdBy,
            Instant createdAt,
            long version) {
        static ApiKeyView of(ApiKey key) {
            return new ApiKeyView(
                    key.id(),
                    key.name(),
                    key.prefix(),
                    key.permissions().stream()
                            .map(Permission::wireName)
                            .sorted()
                            .toList(),
                    key.expiresAt(),
                    key.lastUsedAt().orElse(null),
                    key.createdBy(),
                    key.createdAt(),
                    key.version());
        }
    }

    record ApiKeyCreate(
            @NotBlank @Size(max = 80) String name,
            @NotNull @Size(min = 1, max = 50) List<@NotNull String> permissions,
            @Nullable Instant expiresAt) {}

    record ApiKeyCreated(ApiKeyView apiKey, @Nullable String secret) {}

    @GetMapping
    @Requires(value = Permission.API_KEYS_READ, where = Where.ANYWHERE)
    @Operation(summary = "List API keys, without their secrets")
    Page<ApiKeyView> listApiKeys(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return apiKeys.list(Cursor.parse(cursor, limit)).map(ApiKeyView::of);
    }

    @PostMapping
    @Requires(value = Permission.API_KEYS_WRITE, where = Where.ANYWHERE)
    @Operation(summary = "Create an API key; the answer is the only one with its secret")
    ResponseEntity<ApiKeyCreated> createApiKey(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody ApiKeyCreate input) {
        AtomicReference<@Nullable String> secret = new AtomicReference<>();
        Idempotency.Outcome outcome = idempotency.once(key, input, () -> {
            ApiKeys.WithSecret created =
                    apiKeys.create(input.name(), ApiKeys.parse(input.permissions()), input.expiresAt());
            secret.set(created.secret().revealText());
            return created.key().id();
        });
        ApiKey created = find(outcome.created());
        return Answers.created(
                "/api/v1/api-keys/" + created.id(),
                created.version(),
                outcome.repeated(),
                new ApiKeyCreated(ApiKeyView.of(created), secret.get()));
    }

    @GetMapping("/{id}")
    @Requires(value = Permission.API_KEYS_READ, where = Where.ANYWHERE)
    @Operation(summary = "Read an API key, without its secret")
    ResponseEntity<ApiKeyView> readApiKey(@PathVariable UUID id) {
        ApiKey key = find(id);
        return Answers.of(key.version(), ApiKeyView.of(key));
    }

    @DeleteMapping("/{id}")
    @Requires(value = Permission.API_KEYS_WRITE, where = Where.ANYWHERE)
    @Operation(summary = "Revoke an API key")
    ResponseEntity<Void> revokeApiKey(@PathVariable UUID id) {
        apiKeys.revoke(id);
        return Answers.done();
    }

    private ApiKey find(UUID id) {
        return apiKeys.find(id).orElseThrow(Problem::notFound);
    }
}
