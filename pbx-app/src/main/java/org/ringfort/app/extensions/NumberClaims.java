package org.ringfort.app.extensions;

import java.util.Optional;
import org.ringfort.kernel.id.TenantId;

/** Somebody else whose things are dialled by numbers like those of extensions; each bean of this type is asked. */
public interface NumberClaims {
    /** Who has the number, as a sentence for who wants it; empty: nobody here. */
    Optional<String> claimed(TenantId tenant, String number);
}
