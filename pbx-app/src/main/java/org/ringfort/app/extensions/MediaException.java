package org.ringfort.app.extensions;

import java.time.Instant;

/**
 * Why a device may speak without SRTP, and until when.
 *
 * @param reason in words, 5 to 200 characters
 * @param until from then on it falls back to SDES
 */
public record MediaException(String reason, Instant until) {}
