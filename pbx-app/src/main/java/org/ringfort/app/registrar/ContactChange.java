package org.ringfort.app.registrar;

import java.util.OptionalLong;

/**
 * One Contact of a REGISTER.
 *
 * @param uri as the phone gave it
 * @param expiresSeconds asked for; empty: not said
 * @param q thousandths
 * @param instanceId +sip.instance, or empty
 * @param regId 0: none
 */
public record ContactChange(String uri, OptionalLong expiresSeconds, int q, String instanceId, int regId) {}
