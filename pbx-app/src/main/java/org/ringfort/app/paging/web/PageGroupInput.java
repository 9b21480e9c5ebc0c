package org.ringfort.app.paging.web;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.ringfort.app.paging.PageGroupDraft;

/**
 * What may be said of a page group.
 *
 * @param everybody every device of the tenant that may call may page; {@code pagers} is empty then
 */
record PageGroupInput(
        @NotNull @Size(max = 8) String number,
        @NotNull @Size(max = 80) String name,
        @NotNull @Size(max = 1_000) List<@NotNull @Size(max = 8) String> members,
        boolean everybody,
        @NotNull @Size(max = 1_000) List<@NotNull @Size(max = 8) String> pagers,
        @NotNull Integer mostSeconds) {
    PageGroupDraft draft() {
        return new PageGroupDraft(number, name.strip(), members, everybody, pagers, mostSeconds);
    }
}
