package org.ringfort.app.numbers.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.numbers.NumberId;
import org.ringfort.app.numbers.Numbers;
import org.ringfort.app.numbers.PublicNumber;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.app.platform.access.Requires;
import org.ringfort.app.platform.rest.Answers;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.EntityTag;
import org.ringfort.app.platform.rest.Idempotency;
import org.ringfort.app.platform.rest.Page;
import org.ringfort.app.platform.rest.Problem;
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
@RequestMapping("/api/v1/numbers")
@Tag(name = "numbers")
class NumbersController {
    private final Numbers numbers;
    private final Idempotency idempotency;

    NumbersController(Numbers numbers, Idempotency idempotency) {
        this.numbers = numbers;
        this.idempotency = idempotency;
    }

    @GetMapping
    @Requires(Permission.NUMBERS_READ)
    @Operation(summary = "List the numbers that the tenant is called by, oldest first")
    Page<NumberView> listNumbers(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return numbers.list(Cursor.parse(cursor, limit)).map(NumberView::of);
    }

    @PostMapping
    @Requires(Permission.NUMBERS_WRITE)
    @Operation(summary = "Add a number; no two tenants have the same, and what another gave up rests for thirty days")
    ResponseEntity<NumberView> createNumber(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody NumberInput input) {
        Idempotency.Outcome outcome = idempotency.once(
                key, input, () -> numbers.create(input.draft()).id().value());
        PublicNumber number = find(outcome.created());
        return Answers.created(
                "/api/v1/numbers/" + number.id(), number.version(), outcome.repeated(), NumberView.of(number));
    }

    @GetMapping("/resting")
    @Requires(Permission.NUMBERS_READ)
    @Operation(summary = "List the numbers that the tenant has given up and that no other can enter yet")
    Page<RestingNumberView> listRestingNumbers(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return numbers.resting(Cursor.parse(cursor, limit)).map(RestingNumberView::of);
    }

    @DeleteMapping("/{id}/rest")
    @Requires(Permission.NUMBERS_PROVE)
    @Operation(summary = "End the rest of a number that was given up: any tenant can enter it")
    ResponseEntity<Void> releaseNumber(@PathVariable UUID id) {
        numbers.release(new NumberId(id));
        return Answers.done();
    }

    @GetMapping("/{id}")
    @Requires(Permission.NUMBERS_READ)
    @Operation(summary = "Read a number")
    ResponseEntity<NumberView> readNumber(@PathVariable UUID id) {
        PublicNumber number = find(id);
        return Answers.of(number.version(), NumberView.of(number));
    }

    @PutMapping("/{id}")
    @Requires(Permission.NUMBERS_WRITE)
    @Operation(summary = "Change where a number leads")
    ResponseEntity<NumberView> changeNumber(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody NumberInput input) {
        PublicNumber number = numbers.change(new NumberId(id), EntityTag.required(ifMatch), input.draft());
        return Answers.of(number.version(), NumberView.of(number));
    }

    @PutMapping("/{id}/proof")
    @Requires(Permission.NUMBERS_PROVE)
    @Operation(summary = "Say whether the number is proved to be the tenant's; another number put in its place is not")
    ResponseEntity<NumberView> proveNumber(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody ProofInput input) {
        PublicNumber number = numbers.prove(new NumberId(id), EntityTag.required(ifMatch), input.proved());
        return Answers.of(number.version(), NumberView.of(number));
    }

    @DeleteMapping("/{id}")
    @Requires(Permission.NUMBERS_WRITE)
    @Operation(summary = "Give a number up; calls that are up go on, and no other tenant can enter it for thirty days")
    ResponseEntity<Void> deleteNumber(@PathVariable UUID id) {
        numbers.delete(new NumberId(id));
        return Answers.done();
    }

    private PublicNumber find(UUID id) {
        return numbers.find(new NumberId(id)).orElseThrow(Problem::notFound);
    }
}
