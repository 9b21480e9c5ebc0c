package org.ringfort.app.registrar;

import java.time.Instant;
import java.util.UUID;

/**
 * One contact of an address-of-record.
 *
 * @param extension the number, user part of the address-of-record
 * @param uri as the phone gave it
 * @param q thousandths
 * @param instanceId +sip.instance, or empty
 * @param regId RFC 5626; 0: none
 * @param registeredAt since when on this flow
 * @param sipCallId of the REGISTER that made or last refreshed it
 * @rfc 3261 10.3
 */
public record Binding(
        UUID id,
        UUID extensionId,
        String extension,
        UUID deviceId,
        String uri,
        int q,
        String instanceId,
        int regId,
        String sipCallId,
        long cseq,
        Instant registeredAt,
        Instant expiresAt,
        Place place) {

    /**
     * What makes two contacts of one device the same: instance and reg-id where the phone says them, else the URI.
     *
     * @rfc 5626 6
     */
    public String key() {
        return key(deviceId, uri, instanceId, regId);
    }

    /**
     * Names the phone where it may have several flows, one contact each; empty where it has none but this.
     *
     * @rfc 5626 7
     */
    public String phone() {
        return instanceId.isEmpty() || regId == 0 ? "" : deviceId + " " + instanceId;
    }

    static String key(UUID deviceId, String uri, String instanceId, int regId) {
        return instanceId.isEmpty() || regId == 0 ? deviceId + " " + uri : deviceId + " " + instanceId + " " + regId;
    }
}
