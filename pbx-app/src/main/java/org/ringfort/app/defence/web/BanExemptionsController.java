package org.ringfort.app.defence.web;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.defence.BanExemption;
import org.ringfort.app.defence.BanExemptions;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.app.platform.access.Requires;
import org.ringfort.app.platform.access.Requires.Where;
import org.ringfort.app.platform.rest.Answers;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.Idempotency;
import org.ringfort.app.platform.rest.Page;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.platform.tenancy.TenantScope;
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
@RequestMapping("/api/v1/ban-exemptions")
@Tag(name = "ban exemptions")
class BanExemptionsController {
    /** An exemption never changes. */
    private static final long ONLY_VERSION = 0;

    private final BanExemptions exemptions;
    private final Idempotency idempotency;

    BanExemptionsController(BanExemptions exemptions, Idempotency idempotency) {
        this.exemptions = exemptions;
        this.idempotency = idempotency;
    }

    /** How far an exemption goes, on the wire. */
    enum BanExemptionKind {
        NEVER,
        ACCOUNTS_ONLY;

        @JsonValue
        String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @JsonCreator
        static BanExemptionKind parse(String wireName) {
            for (BanExemptionKind kind : values()) {
                if (kind.wireName().equals(wireName)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no such kind");
        }
    }

    record BanExemptionView(
            UUID id, String network, BanExemptionKind kind, String note, String createdBy, Instant createdAt) {
        static BanExemptionView of(BanExemption exemption) {
            return new BanExemptionView(
                    exemption.id(),
                    exemption.network().toString(),
                    BanExemptionKind.valueOf(exemption.kind().name()),
                    exemption.note(),
                    exemption.createdBy(),
                    exemption.createdAt());
        }
    }

    record BanExemptionCreate(
            @NotBlank @Size(max = 49) String network,
            @NotNull BanExemptionKind kind,
            @NotBlank @Size(max = 200) String note) {}

    @GetMapping
    @Requires(value = Permission.BAN_EXEMPTIONS_READ, where = Where.ANYWHERE)
    @Operation(summary = "List the networks that bans stop at")
    Page<BanExemptionView> listBanExemptions(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return exemptions.list(Cursor.parse(cursor, limit)).map(BanExemptionView::of);
    }

    @PostMapping
    @Requires(value = Permission.BAN_EXEMPTIONS_WRITE, where = Where.ANYWHERE)
    @Operation(
            summary = "Exempt a network from bans; those that stand against it are lifted",
            description = "never: nobody there is ever banned. accounts-only: single accounts are banned there, never "
                    + "everybody.")
    ResponseEntity<BanExemptionView> createBanExemption(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody BanExemptionCreate input) {
        BanExemption.Kind kind = BanExemption.Kind.valueOf(input.kind().name());
        Idempotency.Outcome outcome = TenantScope.call(
                TenantScope.PLATFORM,
                () -> idempotency.once(
                        key,
                        input,
                        () -> exemptions
                                .add(input.network(), kind, input.note())
                                .id()));
        BanExemption created = find(outcome.created());
        return Answers.created(
                "/api/v1/ban-exemptions/" + created.id(),
                ONLY_VERSION,
                outcome.repeated(),
                BanExemptionView.of(created));
    }

    @GetMapping("/{id}")
    @Requires(value = Permission.BAN_EXEMPTIONS_READ, where = Where.ANYWHERE)
    @Operation(summary = "Read an exemption from bans")
    ResponseEntity<BanExemptionView> readBanExemption(@PathVariable UUID id) {
        return Answers.of(ONLY_VERSION, BanExemptionView.of(find(id)));
    }

    @DeleteMapping("/{id}")
    @Requires(value = Permission.BAN_EXEMPTIONS_WRITE, where = Where.ANYWHERE)
    @Operation(summary = "Remove an exemption from bans")
    ResponseEntity<Void> removeBanExemption(@PathVariable UUID id) {
        exemptions.remove(id);
        return Answers.done();
    }

    private BanExemption find(UUID id) {
        return exemptions.find(id).orElseThrow(Problem::notFound);
    }
}
