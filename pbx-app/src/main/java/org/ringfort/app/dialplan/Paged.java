package org.ringfort.app.dialplan;

import java.util.List;
import java.util.function.Supplier;
import org.ringfort.app.paging.PageGroup;
import org.ringfort.app.registrar.Binding;

/**
 * A page group, and where its members are registered now.
 *
 * @param contacts looked up when they are asked for, who may not page costs nobody that; without those of devices that no service can
 *     speak to
 */
public record Paged(PageGroup group, Supplier<List<Binding>> contacts) {}
