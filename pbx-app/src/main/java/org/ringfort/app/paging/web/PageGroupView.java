package org.ringfort.app.paging.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.ringfort.app.paging.PageGroup;

record PageGroupView(
        UUID id,
        String number,
        String name,
        List<String> members,
        boolean everybody,
        List<String> pagers,
        int mostSeconds,
        Instant createdAt,
        long version) {
    static PageGroupView of(PageGroup group) {
        return new PageGroupView(
                group.id().value(),
                group.number(),
                group.name(),
                group.members(),
                group.everybody(),
                group.pagers(),
                group.mostSeconds(),
                group.createdAt(),
                group.version());
    }
}
