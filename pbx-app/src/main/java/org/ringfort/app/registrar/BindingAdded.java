package org.ringfort.app.registrar;

import org.ringfort.kernel.id.TenantId;

/**
 * A contact was bound or refreshed; published after commit, in order.
 *
 * @param first false where it was only refreshed
 */
public record BindingAdded(TenantId tenant, Binding binding, boolean first) {}
