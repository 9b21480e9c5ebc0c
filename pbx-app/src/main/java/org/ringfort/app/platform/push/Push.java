package org.ringfort.app.platform.push;

import java.util.Optional;
import java.util.Set;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.kernel.id.TenantId;

/**
 * One thing to tell.
 *
 * @param name of the event, e.g. {@code call}
 * @param permissions any one of them is enough to be told
 * @param owner extension whose owner may be told too, having {@link Permission#OWN_MESSAGES}
 * @param row as REST would answer it
 */
public record Push(TenantId tenant, String name, Set<Permission> permissions, Optional<String> owner, Object row) {
    /** Copies the permissions. */
    public Push {
        permissions = Set.copyOf(permissions);
    }

    /** For whoever has the permission. */
    public static Push of(TenantId tenant, String name, Permission permission, Object row) {
        return new Push(tenant, name, Set.of(permission), Optional.empty(), row);
    }
}
