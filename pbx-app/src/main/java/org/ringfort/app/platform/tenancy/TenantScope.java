package org.ringfort.app.platform.tenancy;

import java.util.UUID;
import org.ringfort.kernel.id.TenantId;

/**
 * The tenant that the running thread works for.
 *
 * <p>Bound at the border (a request's filter, an rpc, a batch's loop) and read by whoever opens a transaction. The platform
 * itself is {@link #PLATFORM}: its administrators, its audit trail and its keys live under that identity, and only that
 * scope sees the directories that span tenants (domains, sign-in names, API keys).
 */
public final class TenantScope {
    /** The platform itself, written as the nil UUID. */
    public static final TenantId PLATFORM = new TenantId(new UUID(0, 0));

    private static final ScopedValue<TenantId> CURRENT = ScopedValue.newInstance();

    private TenantScope() {}

    /**
     * The tenant worked for.
     *
     * @throws IllegalStateException if none is bound, which is a bug of the caller
     */
    public static TenantId current() {
        if (!CURRENT.isBound()) {
            throw new IllegalStateException("no tenant is bound to this thread");
        }
        return CURRENT.get();
    }

    /** Whether any tenant is bound. */
    public static boolean isBound() {
        return CURRENT.isBound();
    }

    /** Does {@code work} for {@code tenant}; an inner call hides an outer one. */
    public static <T extends @org.jspecify.annotations.Nullable Object, X extends Throwable> T call(
            TenantId tenant, ScopedValue.CallableOp<? extends T, X> work) throws X {
        return ScopedValue.where(CURRENT, tenant).call(work);
    }
}
