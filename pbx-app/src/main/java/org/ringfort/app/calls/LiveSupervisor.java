package org.ringfort.app.calls;

import org.ringfort.kernel.id.CallId;

/**
 * Who has been let into a call of two others.
 *
 * @param by the call by which he supervises
 * @param number of the extension that supervises
 * @param reach how far: {@code listen}, {@code whisper} or {@code barge}
 */
public record LiveSupervisor(CallId by, String number, String reach) {}
