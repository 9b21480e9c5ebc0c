package org.ringfort.app.defence.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.defence.Ban;
import org.ringfort.app.defence.BanDraft;
import org.ringfort.app.defence.Bans;
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
@RequestMapping("/api/v1/bans")
@Tag(name = "bans")
class BansController {
    /** A ban never changes: another takes its place. */
    private static final long ONLY_VERSION = 0;

    private final Bans bans;
    private final Idempotency idempotency;

    BansController(Bans bans, Idempotency idempotency) {
        this.bans = bans;
        this.idempotency = idempotency;
    }

    record BanCreate(
            @NotBlank @Size(max = 49) String network,
            @Nullable @Size(max = 253) String domain,
            @Nullable @Size(min = 1, max = 128) String username,
            @NotBlank @Size(max = 200) String reason,
            @Nullable Instant endsAt) {}

    @GetMapping
    @Requires(value = Permission.BANS_READ, where = Where.ANYWHERE)
    @Operation(
            summary = "List the bans that stand, newest first",
            description = "The platform sees all; a tenant those about its own accounts, and those about everybody at "
                    + "an address from which it alone was attacked.")
    Page<BanView> listBans(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return bans.list(Cursor.parse(cursor, limit)).map(BanView::of);
    }

    @PostMapping
    @Requires(value = Permission.BANS_WRITE, where = Where.ANYWHERE)
    @Operation(
            summary = "Ban an account at a network, or (the platform alone) everybody there",
            description = "Without endsAt it stands until it is lifted. All edges carry it out within 2 seconds.")
    ResponseEntity<BanView> createBan(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody BanCreate input) {
        BanDraft draft =
                new BanDraft(input.network(), input.domain(), input.username(), input.reason(), input.endsAt());
        Idempotency.Outcome outcome =
                idempotency.once(key, input, () -> bans.add(draft).id());
        Ban ban = find(outcome.created());
        return Answers.created("/api/v1/bans/" + ban.id(), ONLY_VERSION, outcome.repeated(), BanView.of(ban));
    }

    @GetMapping("/{id}")
    @Requires(value = Permission.BANS_READ, where = Where.ANYWHERE)
    @Operation(summary = "Read a ban")
    ResponseEntity<BanView> readBan(@PathVariable UUID id) {
        return Answers.of(ONLY_VERSION, BanView.of(find(id)));
    }

    @DeleteMapping("/{id}")
    @Requires(value = Permission.BANS_WRITE, where = Where.ANYWHERE)
    @Operation(summary = "Lift a ban")
    ResponseEntity<Void> liftBan(@PathVariable UUID id) {
        bans.lift(id);
        return Answers.done();
    }

    private Ban find(UUID id) {
        return bans.find(id).orElseThrow(Problem::notFound);
    }
}
