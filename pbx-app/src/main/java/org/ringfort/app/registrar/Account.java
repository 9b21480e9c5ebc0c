package org.ringfort.app.registrar;

import java.util.UUID;
import org.ringfort.app.extensions.MediaKeying;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.secret.Secret;
import org.ringfort.protocol.sip.digest.DigestAlgorithm;

/**
 * A device that may prove itself.
 *
 * @param ha1Md5 for the realm it is asked in, lower-case hexadecimal text
 * @param certificateRequired an answer counts with its certificate alone
 * @param floor the weakest algorithm that is good enough from this device
 */
public record Account(
        Identity identity, Secret ha1Md5, Secret ha1Sha256, DigestAlgorithm floor, boolean certificateRequired) {
    /**
     * Who it is, once proved.
     *
     * @param mayCall false for a register-only device
     * @param keying how its media keys are agreed on now
     */
    public record Identity(
            TenantId tenant,
            UUID extensionId,
            String extension,
            String displayName,
            UUID deviceId,
            boolean mayCall,
            MediaKeying keying) {}

    Secret ha1(DigestAlgorithm algorithm) {
        return switch (algorithm.base()) {
            case MD5, MD5_SESS -> ha1Md5;
            case SHA_256, SHA_256_SESS -> ha1Sha256;
        };
    }
}
