package org.ringfort.app.extensions;

import java.time.Instant;
import java.util.Optional;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.secret.Secret;

/**
 * All that registration and calls need of a device; at most 30 s old.
 *
 * @param number of its extension
 * @param usable whether device and extension are both enabled
 * @param declaredKeying as administered; ask {@link #keyingAt} instead
 * @param clearUntil the end of an exception from SRTP
 * @param mayCall false: it registers and is rung, but starts no call
 * @param certificateRequired its password counts for nothing without a certificate of its own
 * @param digits how it sends what is pressed on it
 * @param ha1Md5 lower case hexadecimal MD5(authUsername:realm:password)
 * @param ha1Sha256 lower case hexadecimal SHA-256 of the same
 */
public record DeviceFacts(
        DeviceId id,
        TenantId tenant,
        ExtensionId extension,
        String number,
        String displayName,
        String name,
        String authUsername,
        DigestFloor digestFloor,
        MediaKeying declaredKeying,
        Optional<Instant> clearUntil,
        boolean usable,
        boolean mayCall,
        boolean certificateRequired,
        Digits digits,
        Secret ha1Md5,
        Secret ha1Sha256) {

    /** How media keys are agreed on now: an exception that has ended is SDES. */
    public MediaKeying keyingAt(Instant now) {
        boolean ended = clearUntil.map(end -> !now.isBefore(end)).orElse(true);
        return declaredKeying == MediaKeying.CLEAR && ended ? MediaKeying.SDES : declaredKeying;
    }
}
