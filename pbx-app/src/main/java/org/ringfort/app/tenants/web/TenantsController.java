package org.ringfort.app.tenants.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.app.platform.access.Requires;
import org.ringfort.app.platform.access.Requires.Where;
import org.ringfort.app.platform.rest.Answers;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.EntityTag;
import org.ringfort.app.platform.rest.Idempotency;
import org.ringfort.app.platform.rest.Page;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.tenants.Tenant;
import org.ringfort.app.tenants.Tenants;
import org.ringfort.kernel.id.TenantId;
import org.springframework.http.ResponseEntity;
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
@RequestMapping("/api/v1/tenants")
@Tag(name = "tenants")
class TenantsController {
    private final Tenants tenants;
    private final Idempotency idempotency;

    TenantsController(Tenants tenants, Idempotency idempotency) {
        this.tenants = tenants;
        this.idempotency = idempotency;
    }

    @GetMapping
    @Requires(value = Permission.TENANTS_READ, where = Where.ANYWHERE)
    @Operation(summary = "List tenants: all of them for the platform, one's own otherwise")
    Page<TenantView> listTenants(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return tenants.list(Cursor.parse(cursor, limit)).map(TenantView::of);
    }

    @PostMapping
    @Requires(value = Permission.TENANTS_WRITE, where = Where.ANYWHERE)
    @Operation(summary = "Create a tenant")
    ResponseEntity<TenantView> createTenant(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody TenantInput input) {
        String domain = input.domain();
        if (domain == null) {
            throw Problem.invalid("domain", "required", "Give the tenant's SIP domain.");
        }
        Idempotency.Outcome outcome = idempotency.once(
                key, input, () -> tenants.create(domain, input.draft()).id().value());
        Tenant tenant = find(outcome.created());
        return Answers.created(
                "/api/v1/tenants/" + tenant.id(), tenant.version(), outcome.repeated(), TenantView.of(tenant));
    }

    @GetMapping("/{id}")
    @Requires(value = Permission.TENANTS_READ, where = Where.ANYWHERE)
    @Operation(summary = "Read a tenant")
    ResponseEntity<TenantView> readTenant(@PathVariable UUID id) {
        Tenant tenant = find(id);
        return Answers.of(tenant.version(), TenantView.of(tenant));
    }

    @PutMapping("/{id}")
    @Requires(value = Permission.TENANTS_WRITE, where = Where.ANYWHERE)
    @Operation(summary = "Change a tenant; its domain stays")
    ResponseEntity<TenantView> changeTenant(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody TenantInput input) {
        Tenant tenant = tenants.change(new TenantId(id), EntityTag.required(ifMatch), input.draft());
        return Answers.of(tenant.version(), TenantView.of(tenant));
    }

    private Tenant find(UUID id) {
        return tenants.find(new TenantId(id)).orElseThrow(Problem::notFound);
    }
}
