package org.ringfort.app.trunks;

import java.time.Instant;

/**
 * Why calls of a trunk may go without TLS and SRTP, and until when.
 *
 * @param reason in words, 5 to 200 characters
 * @param until from then on the trunk is not used any more
 */
public record ClearMedia(String reason, Instant until) {}
