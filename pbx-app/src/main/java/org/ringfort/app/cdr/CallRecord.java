package org.ringfort.app.cdr;

import org.ringfort.app.calls.EndedCall;

/**
 * A call as it was recorded.
 *
 * @param call without legs where it is a row of a list
 * @param secure whether every leg that carried media was protected
 */
public record CallRecord(EndedCall call, CallOutcome outcome, boolean secure) {}
