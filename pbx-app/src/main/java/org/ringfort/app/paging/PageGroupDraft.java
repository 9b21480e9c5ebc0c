package org.ringfort.app.paging;

import java.util.List;

/** What can be said of a page group by those who administer it; see {@link PageGroup}. */
public record PageGroupDraft(
        String number, String name, List<String> members, boolean everybody, List<String> pagers, int mostSeconds) {
    /** Each number once, in the order in which they were given. */
    public PageGroupDraft {
        members = members.stream().distinct().toList();
        pagers = pagers.stream().distinct().toList();
    }
}
