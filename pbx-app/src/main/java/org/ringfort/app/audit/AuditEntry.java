package org.ringfort.app.audit;

import org.jspecify.annotations.Nullable;

/**
 * One thing done, as given to {@link Audit#record}.
 *
 * @param action a documented event name, e.g. {@code extension.created}
 * @param targetKind what kind of thing it was done to, e.g. {@code extension}
 * @param targetId which one
 * @param before how it was, as a record without secrets; null where it was not
 * @param after how it is now; null where it is no more
 */
public record AuditEntry(
        String action,
        String targetKind,
        String targetId,
        @Nullable Object before,
        @Nullable Object after) {

    /** Something came to be. */
    public static AuditEntry created(String kind, Object id, Object after) {
        return new AuditEntry(kind + ".created", kind, id.toString(), null, after);
    }

    /** Something changed. */
    public static AuditEntry changed(String kind, Object id, Object before, Object after) {
        return new AuditEntry(kind + ".changed", kind, id.toString(), before, after);
    }

    /** Something is no more. */
    public static AuditEntry deleted(String kind, Object id, Object before) {
        return new AuditEntry(kind + ".deleted", kind, id.toString(), before, null);
    }

    /** Something happened to a thing without changing how it looks. */
    public static AuditEntry of(String action, String kind, Object id, @Nullable Object facts) {
        return new AuditEntry(action, kind, id.toString(), null, facts);
    }
}
