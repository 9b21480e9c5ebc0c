package org.ringfort.app.registrar.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.audit.AuditEntry;
import org.ringfort.app.extensions.DeviceFacts;
import org.ringfort.app.extensions.DeviceId;
import org.ringfort.app.extensions.Extensions;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.app.platform.access.Requires;
import org.ringfort.app.platform.push.Push;
import org.ringfort.app.platform.push.PushHub;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.Page;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.app.registrar.Binding;
import org.ringfort.app.registrar.BindingAdded;
import org.ringfort.app.registrar.BindingRemoved;
import org.ringfort.app.registrar.Registrar;
import org.ringfort.kernel.id.TenantId;
import org.springframework.context.event.EventListener;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/registrations")
@Tag(name = "registrations")
class RegistrationsController {
    private final Registrar registrar;
    private final Extensions extensions;
    private final TenantTransactions transactions;
    private final Audit audit;
    private final PushHub hub;

    RegistrationsController(
            Registrar registrar, Extensions extensions, TenantTransactions transactions, Audit audit, PushHub hub) {
        this.registrar = registrar;
        this.extensions = extensions;
        this.transactions = transactions;
        this.audit = audit;
        this.hub = hub;
    }

    @GetMapping
    @Requires(Permission.REGISTRATIONS_READ)
    @Operation(summary = "List who is registered, and from where")
    Page<RegistrationView> listRegistrations(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        Cursor from = Cursor.parse(cursor, limit);
        TenantId tenant = TenantScope.current();
        return Page.of(
                        registrar.page(tenant, from.afterId(), from.fetch()),
                        from.limit(),
                        binding -> binding.id().toString())
                .map(binding -> view(tenant, binding));
    }

    @DeleteMapping("/{registrationId}")
    @Requires(Permission.REGISTRATIONS_WRITE)
    @Operation(summary = "Remove a registration and close its connection")
    ResponseEntity<Void> removeRegistration(@PathVariable UUID registrationId) {
        transactions.current(() -> {
            Binding removed =
                    registrar.remove(TenantScope.current(), registrationId).orElseThrow(Problem::notFound);
            audit.record(AuditEntry.deleted("registration", registrationId, RegistrationView.of(removed, "")));
            return true;
        });
        return ResponseEntity.noContent().build();
    }

    @EventListener
    void pushAdded(BindingAdded news) {
        push(news.tenant(), news.first() ? "bound" : "refreshed", true, news.binding());
    }

    @EventListener
    void pushRemoved(BindingRemoved news) {
        push(news.tenant(), news.why().name().toLowerCase(Locale.ROOT).replace('_', '-'), false, news.binding());
    }

    private void push(TenantId tenant, String kind, boolean bound, Binding binding) {
        if (hub.anybodyOf(tenant)) {
            hub.tell(Push.of(
                    tenant,
                    "registration",
                    Permission.REGISTRATIONS_READ,
                    new RegistrationPush(kind, bound, view(tenant, binding))));
        }
    }

    private RegistrationView view(TenantId tenant, Binding binding) {
        return RegistrationView.of(
                binding,
                extensions
                        .device(tenant, new DeviceId(binding.deviceId()))
                        .map(DeviceFacts::name)
                        .orElse(""));
    }
}
