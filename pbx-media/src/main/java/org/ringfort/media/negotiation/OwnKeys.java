package org.ringfort.media.negotiation;

import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.Map;
import org.ringfort.media.srtp.MasterKey;
import org.ringfort.media.srtp.SrtpProfile;

/** Our keys toward one leg: one for each suite, made when first asked for and never changed, so that a repeated offer or answer says the same. One thread. */
public final class OwnKeys {
    private final SecureRandom random;
    private final Map<SrtpProfile, MasterKey> keys = new EnumMap<>(SrtpProfile.class);

    public OwnKeys(SecureRandom random) {
        this.random = random;
    }

    public MasterKey of(SrtpProfile profile) {
        return keys.computeIfAbsent(profile, wanted -> MasterKey.random(wanted, random));
    }
}
