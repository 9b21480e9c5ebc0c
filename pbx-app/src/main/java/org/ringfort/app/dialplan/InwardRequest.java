package org.ringfort.app.dialplan;

import java.util.Optional;
import org.ringfort.app.attestation.Verdict;
import org.ringfort.app.numbers.Destination;

/**
 * A call that comes in by a trunk.
 *
 * @param trunk its name
 * @param number that was called: E.164 where it can be read as one, else as it was written
 * @param destination where that number leads; empty: nobody has it
 * @param caller what is known of the caller's number; empty: it was not verified
 * @param mustBeVouchedFor whether the trunk refuses a caller for whom nobody vouches
 */
public record InwardRequest(
        String trunk,
        String number,
        Optional<Destination> destination,
        Optional<Verdict> caller,
        boolean mustBeVouchedFor) {}
