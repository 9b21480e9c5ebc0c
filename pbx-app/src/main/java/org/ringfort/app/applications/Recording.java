package org.ringfort.app.applications;

import java.time.Duration;
import java.util.UUID;
import org.ringfort.kernel.secret.Secret;

/**
 * An order to record what the caller says; encrypted while it is written.
 *
 * @param id delivering the same recording twice is harmless
 * @param dataKey AES-256, of this recording alone
 * @param label comes back with the octets, however late; opaque to edge and media. Begins with the kind of
 *     {@link RecordingTaker} that takes it, and a colon
 * @param limit 1 second to 1 hour
 * @param silence stop after so much of it; zero: never
 * @param beep play one first
 * @param stopDigits a digit of these stops it
 */
@SuppressWarnings("ArrayRecordComponent") // an order, compared by nobody
public record Recording(
        UUID id, Secret dataKey, byte[] label, Duration limit, Duration silence, boolean beep, String stopDigits) {}
