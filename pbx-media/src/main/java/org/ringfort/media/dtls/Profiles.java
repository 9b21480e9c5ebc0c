package org.ringfort.media.dtls;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.SRTPProtectionProfile;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.UseSRTPData;
import org.ringfort.kernel.secret.Secret;
import org.ringfort.media.srtp.MasterKey;
import org.ringfort.media.srtp.SrtpProfile;

/** What both roles do the same: suites, the profiles' numbers, the peer's certificate, the keys. Pure. */
final class Profiles {
    private static final int[] SUITES = {
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256
    };
    private static final int[] WITH_RSA = {
        CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384
    };

    private Profiles() {}

    /** Suites with fresh keys and authenticated encryption, for a certificate like ours. */
    static int[] suites() {
        return SUITES.clone();
    }

    /** The same, and those for a peer whose certificate is RSA's. */
    static int[] suitesOfAnyCertificate() {
        return IntStream.concat(Arrays.stream(SUITES), Arrays.stream(WITH_RSA)).toArray();
    }

    /** Our offer, or our choice.
     *  @rfc 5764 4.1.1 */
    static UseSRTPData extension(List<SrtpProfile> profiles) {
        int[] numbers = profiles.stream()
                .map(Profiles::number)
                .mapToInt(OptionalInt::orElseThrow)
                .toArray();
        return new UseSRTPData(numbers, new byte[0]);
    }

    /** The first of ours that the peer has too. */
    static Optional<SrtpProfile> common(List<SrtpProfile> ours, UseSRTPData theirs) {
        return ours.stream()
                .filter(profile -> Arrays.stream(theirs.getProtectionProfiles())
                        .mapToObj(OptionalInt::of)
                        .anyMatch(number(profile)::equals))
                .findFirst();
    }

    /**
     * By which of those that the signalling told the certificate is known.
     *
     * @throws TlsFatalAlert where it is none of them, which ends the handshake
     */
    static Fingerprint check(Certificate shown, List<Fingerprint> told) throws IOException {
        if (shown.isEmpty()) {
            throw new TlsFatalAlert(AlertDescription.bad_certificate, "no certificate was shown");
        }
        byte[] leaf = shown.getCertificateAt(0).getEncoded();
        return told.stream()
                .filter(fingerprint -> fingerprint.isOf(leaf))
                .findFirst()
                .orElseThrow(() -> new TlsFatalAlert(
                        AlertDescription.bad_certificate, "the certificate is not the one that was signalled"));
    }

    /** @rfc 5764 4.2 */
    static SrtpKeys keys(TlsContext context, SrtpProfile profile, SrtpKeys.Certificates certificates) {
        int key = profile.keyBytes();
        int salt = profile.saltBytes();
        byte[] material = context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, 2 * (key + salt));
        try {
            MasterKey client = masterKey(profile, material, 0, 2 * key);
            MasterKey server = masterKey(profile, material, key, 2 * key + salt);
            return context.isServer()
                    ? new SrtpKeys(client, server, certificates)
                    : new SrtpKeys(server, client, certificates);
        } finally {
            Arrays.fill(material, (byte) 0);
        }
    }

    private static MasterKey masterKey(SrtpProfile profile, byte[] material, int keyAt, int saltAt) {
        byte[] both = new byte[profile.keyBytes() + profile.saltBytes()];
        System.arraycopy(material, keyAt, both, 0, profile.keyBytes());
        System.arraycopy(material, saltAt, both, profile.keyBytes(), profile.saltBytes());
        Secret secret = Secret.of(both);
        Arrays.fill(both, (byte) 0);
        return new MasterKey(profile, secret);
    }

    /** Absent where IANA has given none: RFC 6188 registers its suites for SDES alone.
     *  @rfc 5764 4.1.2
     *  @rfc 7714 14.2 */
    static OptionalInt number(SrtpProfile profile) {
        return switch (profile) {
            case AES_CM_128_HMAC_SHA1_80 -> OptionalInt.of(SRTPProtectionProfile.SRTP_AES128_CM_HMAC_SHA1_80);
            case AES_CM_128_HMAC_SHA1_32 -> OptionalInt.of(SRTPProtectionProfile.SRTP_AES128_CM_HMAC_SHA1_32);
            case AEAD_AES_128_GCM -> OptionalInt.of(SRTPProtectionProfile.SRTP_AEAD_AES_128_GCM);
            case AEAD_AES_256_GCM -> OptionalInt.of(SRTPProtectionProfile.SRTP_AEAD_AES_256_GCM);
            case AES_256_CM_HMAC_SHA1_80, AES_256_CM_HMAC_SHA1_32 -> OptionalInt.empty();
        };
    }
}
