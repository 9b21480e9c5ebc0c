package org.ringfort.app.dialplan;

import java.util.UUID;

/**
 * Who calls whom; every word of it authenticated or dialled, none taken from From.
 *
 * @param dialled user part of the Request-URI
 */
public record CallRequest(Calling caller, String dialled) {
    /**
     * The device that proved itself, and its extension.
     *
     * @param number of its extension
     * @param mayCall false for a register-only device, which is rung but never calls
     */
    public record Calling(UUID deviceId, String number, String displayName, boolean mayCall) {}
}
