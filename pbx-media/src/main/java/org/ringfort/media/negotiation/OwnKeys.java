package org.ringfort.media.negotiation;

import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringfort.media.dtls.Fingerprint;
import org.ringfort.media.ice.IceCredentials;
import org.ringfort.media.srtp.MasterKey;
import org.ringfort.media.srtp.SrtpProfile;

/**
 * What we prove ourselves by toward one leg: a key for each suite, our certificate, a password for its checks. Made when first
 * asked for and never changed, so that a repeated offer or answer says the same; the password changes where the peer begins
 * its checks anew. One thread.
 */
public final class OwnKeys {
    private final SecureRandom random;
    private final Fingerprint certificate;
    private final Map<SrtpProfile, MasterKey> keys = new EnumMap<>(SrtpProfile.class);
    private @Nullable IceCredentials ice;

    public OwnKeys(SecureRandom random, Fingerprint certificate) {
        this.random = random;
        this.certificate = certificate;
    }

    public MasterKey of(SrtpProfile profile) {
        return keys.computeIfAbsent(profile, wanted -> MasterKey.random(wanted, random));
    }

    /** Of the certificate that we show in handshakes. */
    public Fingerprint certificate() {
        return certificate;
    }

    public IceCredentials ice() {
        IceCredentials known = ice;
        if (known == null) {
            known = IceCredentials.random(random);
            ice = known;
        }
        return known;
    }

    /** The password as it is, for {@link #restore}; null before there is one. */
    public @Nullable IceCredentials standing() {
        return ice;
    }

    /** The password that stood before a restart which came to nothing. */
    public void restore(@Nullable IceCredentials before) {
        ice = before;
    }

    /** The peer begins its checks anew: so do we.
     *  @rfc 8445 9 */
    public void restartIce() {
        ice = null;
    }
}
