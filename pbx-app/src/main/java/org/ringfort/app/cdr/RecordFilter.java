package org.ringfort.app.cdr;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a list of records is narrowed to; a null narrows nothing.
 *
 * @param number of either side
 */
public record RecordFilter(
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String number,
        @Nullable CallOutcome outcome) {}
