package org.ringfort.app.defence;

import java.util.Optional;
import org.ringfort.app.defence.WrongAnswers.Tally;
import org.ringfort.kernel.id.TenantId;

/**
 * Wrong answers have reached a threshold; the court decides.
 *
 * @param address as the edge saw it, for the audit trail
 * @param extension what the last answer was aimed at, where there is such a device
 */
record Charge(
        Network source,
        String address,
        TenantId tenant,
        AccountName account,
        Tally tally,
        Optional<String> extension) {}
