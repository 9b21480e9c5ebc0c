package org.ringfort.media.srtp;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.ringfort.kernel.secret.Secret;

/**
 * The key material of one direction, as a crypto line carries it.
 *
 * @param keyAndSalt master key, then master salt; exactly as long as the profile wants
 */
public record MasterKey(SrtpProfile profile, Secret keyAndSalt) {
    public MasterKey {
        if (keyAndSalt.lengthBytes() != profile.keyBytes() + profile.saltBytes()) {
            throw new IllegalArgumentException("key material of the wrong length for " + profile);
        }
    }

    /** A key nobody else has. */
    public static MasterKey random(SrtpProfile profile, SecureRandom random) {
        byte[] octets = new byte[profile.keyBytes() + profile.saltBytes()];
        random.nextBytes(octets);
        Secret secret = Secret.of(octets);
        Arrays.fill(octets, (byte) 0);
        return new MasterKey(profile, secret);
    }

    /** The key, where the material is as long as the profile wants. */
    public static Optional<MasterKey> of(SrtpProfile profile, Secret keyAndSalt) {
        return keyAndSalt.lengthBytes() == profile.keyBytes() + profile.saltBytes()
                ? Optional.of(new MasterKey(profile, keyAndSalt))
                : Optional.empty();
    }
}
