package org.ringfort.app.extensions.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.extensions.Extension;
import org.ringfort.app.extensions.ExtensionId;
import org.ringfort.app.extensions.Extensions;
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
@RequestMapping("/api/v1/extensions")
@Tag(name = "extensions")
class ExtensionsController {
    private final Extensions extensions;
    private final Idempotency idempotency;

    ExtensionsController(Extensions extensions, Idempotency idempotency) {
        this.extensions = extensions;
        this.idempotency = idempotency;
    }

    @GetMapping
    @Requires(Permission.EXTENSIONS_READ)
    @Operation(summary = "List extensions by number; search looks into number and name")
    Page<ExtensionView> listExtensions(
            @RequestParam(required = false, defaultValue = "") String search,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return extensions.list(search, Cursor.parse(cursor, limit)).map(ExtensionView::of);
    }

    @PostMapping
    @Requires(Permission.EXTENSIONS_WRITE)
    @Operation(summary = "Create an extension")
    ResponseEntity<ExtensionView> createExtension(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody ExtensionInput input) {
        Idempotency.Outcome outcome = idempotency.once(
                key, input, () -> extensions.create(input.draft()).id().value());
        Extension extension = find(outcome.created());
        return Answers.created(
                "/api/v1/extensions/" + extension.id(),
                extension.version(),
                outcome.repeated(),
                ExtensionView.of(extension));
    }

    @GetMapping("/{id}")
    @Requires(Permission.EXTENSIONS_READ)
    @Operation(summary = "Read an extension")
    ResponseEntity<ExtensionView> readExtension(@PathVariable UUID id) {
        Extension extension = find(id);
        return Answers.of(extension.version(), ExtensionView.of(extension));
    }

    @PutMapping("/{id}")
    @Requires(Permission.EXTENSIONS_WRITE)
    @Operation(summary = "Change an extension")
    ResponseEntity<ExtensionView> changeExtension(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody ExtensionInput input) {
        Extension extension = extensions.change(new ExtensionId(id), EntityTag.required(ifMatch), input.draft());
        return Answers.of(extension.version(), ExtensionView.of(extension));
    }

    @DeleteMapping("/{id}")
    @Requires(Permission.EXTENSIONS_WRITE)
    @Operation(summary = "Delete an extension with its devices and mailbox")
    ResponseEntity<Void> deleteExtension(@PathVariable UUID id) {
        extensions.delete(new ExtensionId(id));
        return Answers.done();
    }

    private Extension find(UUID id) {
        return extensions.find(new ExtensionId(id)).orElseThrow(Problem::notFound);
    }
}
