package org.ringfort.app.defence;

import java.util.Optional;
import org.ringfort.kernel.id.TenantId;

/**
 * One digest answer that was wrong, for a name that exists or for one that does not: here they are alike.
 *
 * @param address where it came from, in text, as the edge saw it
 * @param tenant whose realm it was for
 * @param mark the same for the same answer sent again (nonce, count and response), so that a repetition over UDP is no
 *     second try
 * @param extension what it was aimed at, where there is such a device; for the audit trail, never for the sender
 */
public record WrongAnswer(
        String address, TenantId tenant, AccountName account, String mark, Optional<String> extension) {}
