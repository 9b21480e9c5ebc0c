package org.ringfort.app.tenants.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.tenants.TenantDraft;

/** What may be said of a tenant; {@code domain} counts at creation only. */
record TenantInput(
        @NotBlank @Size(max = 80) String name,
        @Nullable @Size(max = 253) String domain,
        @NotNull @Size(max = 20) List<@NotBlank @Size(max = 253) String> aliases,
        boolean enabled,
        @Min(1) @Max(100_000) int maxExtensions,
        @Min(1) @Max(100_000) int maxCalls) {

    TenantDraft draft() {
        return new TenantDraft(name, aliases, enabled, maxExtensions, maxCalls);
    }
}
