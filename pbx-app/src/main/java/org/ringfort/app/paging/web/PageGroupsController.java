package org.ringfort.app.paging.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.paging.PageGroup;
import org.ringfort.app.paging.PageGroupId;
import org.ringfort.app.paging.PageGroups;
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
@RequestMapping("/api/v1/page-groups")
@Tag(name = "page groups")
class PageGroupsController {
    private final PageGroups groups;
    private final Idempotency idempotency;

    PageGroupsController(PageGroups groups, Idempotency idempotency) {
        this.groups = groups;
        this.idempotency = idempotency;
    }

    @GetMapping
    @Requires(Permission.PAGE_GROUPS_READ)
    @Operation(summary = "List page groups; oldest first")
    Page<PageGroupView> listPageGroups(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return groups.list(Cursor.parse(cursor, limit)).map(PageGroupView::of);
    }

    @PostMapping
    @Requires(Permission.PAGE_GROUPS_WRITE)
    @Operation(summary = "Add a page group")
    ResponseEntity<PageGroupView> createPageGroup(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody PageGroupInput input) {
        Idempotency.Outcome outcome = idempotency.once(
                key, input, () -> groups.create(input.draft()).id().value());
        PageGroup group = find(outcome.created());
        return Answers.created(
                "/api/v1/page-groups/" + group.id(), group.version(), outcome.repeated(), PageGroupView.of(group));
    }

    @GetMapping("/{id}")
    @Requires(Permission.PAGE_GROUPS_READ)
    @Operation(summary = "Read a page group")
    ResponseEntity<PageGroupView> readPageGroup(@PathVariable UUID id) {
        PageGroup group = find(id);
        return Answers.of(group.version(), PageGroupView.of(group));
    }

    @PutMapping("/{id}")
    @Requires(Permission.PAGE_GROUPS_WRITE)
    @Operation(summary = "Change a page group; a page that goes on is not touched")
    ResponseEntity<PageGroupView> changePageGroup(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody PageGroupInput input) {
        PageGroup group = groups.change(new PageGroupId(id), EntityTag.required(ifMatch), input.draft());
        return Answers.of(group.version(), PageGroupView.of(group));
    }

    @DeleteMapping("/{id}")
    @Requires(Permission.PAGE_GROUPS_WRITE)
    @Operation(summary = "Delete a page group; a page that goes on is not touched")
    ResponseEntity<Void> deletePageGroup(@PathVariable UUID id) {
        groups.delete(new PageGroupId(id));
        return Answers.done();
    }

    private PageGroup find(UUID id) {
        return groups.find(new PageGroupId(id)).orElseThrow(Problem::notFound);
    }
}
