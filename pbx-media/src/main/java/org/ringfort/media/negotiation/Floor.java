package org.ringfort.media.negotiation;

import java.util.List;
import org.ringfort.media.dtls.DtlsTerms;
import org.ringfort.media.srtp.SrtpProfile;

/**
 * What a leg may and must do: the media policy, with what is known of its signalling.
 *
 * @param keyings acceptable keyings
 * @param profiles acceptable suites, best first
 * @param codecs acceptable codecs, best first
 * @param signallingSecured whether keys may travel in the signalling
 * @param inBandDigits whether digits that it sounds count as events of it would
 */
public record Floor(
        List<Keying> keyings,
        List<SrtpProfile> profiles,
        List<Codec> codecs,
        boolean signallingSecured,
        boolean inBandDigits) {
    /** Every suite: GCM first, stronger and no slower; then long tags before short ones, long keys before short ones. */
    public static final List<SrtpProfile> EVERY_PROFILE = List.of(
            SrtpProfile.AEAD_AES_256_GCM,
            SrtpProfile.AEAD_AES_128_GCM,
            SrtpProfile.AES_256_CM_HMAC_SHA1_80,
            SrtpProfile.AES_CM_128_HMAC_SHA1_80,
            SrtpProfile.AES_256_CM_HMAC_SHA1_32,
            SrtpProfile.AES_CM_128_HMAC_SHA1_32);

    /** Every codec; those that need no transcoding anywhere first. */
    public static final List<Codec> EVERY_CODEC =
            List.of(Codec.OPUS, Codec.G722, Codec.PCMU, Codec.PCMA, Codec.TELEPHONE_EVENT, Codec.COMFORT_NOISE);

    public Floor {
        keyings = List.copyOf(keyings);
        profiles = List.copyOf(profiles);
        codecs = List.copyOf(codecs);
    }

    /** Digits come as events alone. */
    public Floor(List<Keying> keyings, List<SrtpProfile> profiles, List<Codec> codecs, boolean signallingSecured) {
        this(keyings, profiles, codecs, signallingSecured, false);
    }

    /** Whether every packet of such a peer's can be known here to be its own: where not, it needs ports of its own. */
    public boolean provesItself() {
        return !keyings.contains(Keying.CLEAR) && !keyings.contains(Keying.ZRTP);
    }

    /** Of a peer that could do both. */
    boolean prefersSdes() {
        return keyings.stream()
                .filter(keying -> keying == Keying.SDES || keying == Keying.DTLS)
                .filter(this::allows)
                .findFirst()
                .filter(Keying.SDES::equals)
                .isPresent();
    }

    /** Whether a peer may use {@code keying} here. */
    boolean allows(Keying keying) {
        return keyings.contains(keying)
                && switch (keying) {
                    case SDES -> signallingSecured;
                    case DTLS -> !handshakeProfiles().isEmpty();
                    case ZRTP, CLEAR -> true;
                };
    }

    /** The suites that a handshake can agree on, best first. */
    List<SrtpProfile> handshakeProfiles() {
        return profiles.stream().filter(DtlsTerms::knows).toList();
    }
}
