package org.ringfort.app.trunks.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.app.platform.access.Requires;
import org.ringfort.app.platform.rest.Answers;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.EntityTag;
import org.ringfort.app.platform.rest.Idempotency;
import org.ringfort.app.platform.rest.Page;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.trunks.GatewayStates;
import org.ringfort.app.trunks.Trunk;
import org.ringfort.app.trunks.TrunkId;
import org.ringfort.app.trunks.Trunks;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
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
@RequestMapping("/api/v1/trunks")
@Tag(name = "trunks")
class TrunksController {
    private final Trunks trunks;
    private final GatewayStates states;
    private final Idempotency idempotency;

    TrunksController(Trunks trunks, GatewayStates states, Idempotency idempotency) {
        this.trunks = trunks;
        this.states = states;
        this.idempotency = idempotency;
    }

    @GetMapping
    @Requires(Permission.TRUNKS_READ)
    @Operation(summary = "List trunks, oldest first")
    Page<TrunkView> listTrunks(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return trunks.list(Cursor.parse(cursor, limit)).map(TrunkView::of);
    }

    @PostMapping
    @Requires(Permission.TRUNKS_WRITE)
    @Operation(summary = "Create a trunk; its password is never shown again")
    ResponseEntity<TrunkView> createTrunk(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody TrunkInput input) {
        Idempotency.Outcome outcome = idempotency.once(
                key,
                input,
                () -> trunks.create(input.draft(), input.givenPassword()).id().value());
        Trunk trunk = find(outcome.created());
        return Answers.created(
                "/api/v1/trunks/" + trunk.id(), trunk.version(), outcome.repeated(), TrunkView.of(trunk));
    }

    @GetMapping("/{id}")
    @Requires(Permission.TRUNKS_READ)
    @Operation(summary = "Read a trunk, without its password")
    ResponseEntity<TrunkView> readTrunk(@PathVariable UUID id) {
        Trunk trunk = find(id);
        return Answers.of(trunk.version(), TrunkView.of(trunk));
    }

    @GetMapping("/{id}/gateways")
    @Requires(Permission.TRUNKS_READ)
    @Operation(summary = "Say whether the gateways of a trunk answer, as each edge sees them")
    ResponseEntity<GatewayView.GatewayList> listTrunkGateways(@PathVariable UUID id) {
        return Answers.once(GatewayView.of(find(id), states));
    }

    @PutMapping("/{id}")
    @Requires(Permission.TRUNKS_WRITE)
    @Operation(summary = "Change a trunk; a password that is not given stays")
    ResponseEntity<TrunkView> changeTrunk(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody TrunkInput input) {
        Trunk trunk = trunks.change(new TrunkId(id), EntityTag.required(ifMatch), input.draft(), input.givenPassword());
        return Answers.of(trunk.version(), TrunkView.of(trunk));
    }

    @PutMapping("/{id}/certificate")
    @Requires(Permission.TRUNKS_CERTIFY)
    @Operation(
            summary =
                    "Say which certificate of the edges the trunk's gateways are shown; lost when a gateway is changed")
    ResponseEntity<TrunkView> certifyTrunk(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody OwnCertificateInput input) {
        Trunk trunk = trunks.certify(new TrunkId(id), EntityTag.required(ifMatch), input.name());
        return Answers.of(trunk.version(), TrunkView.of(trunk));
    }

    @DeleteMapping("/{id}")
    @Requires(Permission.TRUNKS_WRITE)
    @Operation(summary = "Delete a trunk; calls that are up go on")
    ResponseEntity<Void> deleteTrunk(@PathVariable UUID id) {
        trunks.delete(new TrunkId(id));
        return Answers.done();
    }

    private Trunk find(UUID id) {
        return trunks.find(new TrunkId(id)).orElseThrow(Problem::notFound);
    }
}
