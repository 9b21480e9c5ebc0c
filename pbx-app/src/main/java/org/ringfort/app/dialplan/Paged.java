package org.ringfort.app.dialplan;

import java.util.List;
import org.ringfort.app.paging.PageGroup;
import org.ringfort.app.registrar.Binding;

/**
 * A page group, and where its members are registered now.
 *
 * @param contacts without those of devices that no service can speak to
 */
public record Paged(PageGroup group, List<Binding> contacts) {
    public Paged {
        contacts = List.copyOf(contacts);
    }
}
