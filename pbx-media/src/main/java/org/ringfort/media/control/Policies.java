package org.ringfort.media.control;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.ringfort.contract.policy.v1.MediaPolicy;
import org.ringfort.media.negotiation.Codec;
import org.ringfort.media.negotiation.Floor;
import org.ringfort.media.negotiation.Keying;
import org.ringfort.media.srtp.SrtpProfile;

/** The policy of the contract as a floor. What is empty has the contract's meaning; what we do not know is left out. */
final class Policies {
    private Policies() {}

    static Floor floor(MediaPolicy policy, boolean signallingSecured) {
        List<Keying> keyings = policy.getKeyingsCount() == 0
                ? List.of(Keying.SDES)
                : policy.getKeyingsList().stream()
                        .map(Policies::keying)
                        .flatMap(Optional::stream)
                        .toList();
        List<SrtpProfile> profiles = policy.getProfilesCount() == 0
                ? Floor.EVERY_PROFILE
                : policy.getProfilesList().stream()
                        .map(Policies::profile)
                        .flatMap(Optional::stream)
                        .toList();
        List<Codec> codecs = policy.getCodecsCount() == 0
                ? Floor.EVERY_CODEC
                : policy.getCodecsList().stream()
                        .map(Codec::named)
                        .flatMap(Optional::stream)
                        .toList();
        return new Floor(keyings, profiles, codecs, signallingSecured, policy.getInBandDigits());
    }

    /** Never asks DNS; what is no literal address counts as unknown, as does one that nobody can send from. */
    static Optional<InetAddress> host(String literal) {
        if (literal.isEmpty()) {
            return Optional.empty();
        }
        try {
            InetAddress address = InetAddress.ofLiteral(literal);
            return address.isAnyLocalAddress() || address.isMulticastAddress()
                    ? Optional.empty()
                    : Optional.of(address);
        } catch (IllegalArgumentException name) {
            return Optional.empty();
        }
    }

    static org.ringfort.contract.policy.v1.Keying keying(Keying keying) {
        return switch (keying) {
            case SDES -> org.ringfort.contract.policy.v1.Keying.KEYING_SDES;
            case DTLS -> org.ringfort.contract.policy.v1.Keying.KEYING_DTLS;
            case ZRTP -> org.ringfort.contract.policy.v1.Keying.KEYING_ZRTP;
            case CLEAR -> org.ringfort.contract.policy.v1.Keying.KEYING_CLEAR;
        };
    }

    static org.ringfort.contract.policy.v1.SrtpProfile profile(SrtpProfile profile) {
        return org.ringfort.contract.policy.v1.SrtpProfile.valueOf("SRTP_PROFILE_" + profile.name());
    }

    private static Optional<Keying> keying(org.ringfort.contract.policy.v1.Keying keying) {
        return switch (keying) {
            case KEYING_SDES -> Optional.of(Keying.SDES);
            case KEYING_DTLS -> Optional.of(Keying.DTLS);
            case KEYING_ZRTP -> Optional.of(Keying.ZRTP);
            case KEYING_CLEAR -> Optional.of(Keying.CLEAR);
            case KEYING_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    }

    private static Optional<SrtpProfile> profile(org.ringfort.contract.policy.v1.SrtpProfile profile) {
        return switch (profile) {
            case SRTP_PROFILE_AES_CM_128_HMAC_SHA1_80 -> Optional.of(SrtpProfile.AES_CM_128_HMAC_SHA1_80);
            case SRTP_PROFILE_AES_CM_128_HMAC_SHA1_32 -> Optional.of(SrtpProfile.AES_CM_128_HMAC_SHA1_32);
            case SRTP_PROFILE_AES_256_CM_HMAC_SHA1_80 -> Optional.of(SrtpProfile.AES_256_CM_HMAC_SHA1_80);
            case SRTP_PROFILE_AES_256_CM_HMAC_SHA1_32 -> Optional.of(SrtpProfile.AES_256_CM_HMAC_SHA1_32);
            case SRTP_PROFILE_AEAD_AES_128_GCM -> Optional.of(SrtpProfile.AEAD_AES_128_GCM);
            case SRTP_PROFILE_AEAD_AES_256_GCM -> Optional.of(SrtpProfile.AEAD_AES_256_GCM);
            case SRTP_PROFILE_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    }
}
