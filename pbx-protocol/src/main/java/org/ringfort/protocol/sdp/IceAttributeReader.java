package org.ringfort.protocol.sdp;

import java.util.List;
import java.util.Optional;
import org.ringfort.kernel.secret.Secret;
import org.ringfort.protocol.sdp.Attribute.Candidate;
import org.ringfort.protocol.sdp.Attribute.IceOptions;
import org.ringfort.protocol.sdp.Attribute.IcePwd;
import org.ringfort.protocol.sdp.Attribute.IceUfrag;
import org.ringfort.protocol.sdp.Attribute.RelatedAddress;

/** What ICE says in attributes; empty where it is misshapen. Pure. */
final class IceAttributeReader {
    private IceAttributeReader() {}

    static Optional<IceUfrag> fragment(String text) {
        return SdpText.isIceText(text, 4, 256) ? Optional.of(new IceUfrag(text)) : Optional.empty();
    }

    static Optional<IcePwd> password(String text) {
        return SdpText.isIceText(text, 22, 256) ? Optional.of(new IcePwd(Secret.ofText(text))) : Optional.empty();
    }

    static Optional<IceOptions> options(String text) {
        List<String> options = List.of(text.strip().split(" +"));
        return options.stream().allMatch(option -> SdpText.isIceText(option, 1, Integer.MAX_VALUE))
                ? Optional.of(new IceOptions(options))
                : Optional.empty();
    }

    /** {@code 1 1 udp 2130706431 192.0.2.1 8998 typ host}, perhaps {@code raddr 10.0.0.1 rport 8998}, then extensions. */
    static Optional<Candidate> candidate(String text) {
        String[] parts = text.strip().split(" +");
        if (parts.length < 8 || !parts[6].equalsIgnoreCase("typ")) {
            return Optional.empty();
        }
        int component = SdpText.number(parts[1], 256);
        int priority = priority(parts[3]);
        int port = SdpText.number(parts[5], 65_535);
        if (component < 1
                || priority < 1
                || port < 0
                || !SdpText.isIceText(parts[0], 1, 32)
                || !SdpText.isToken(parts[2])
                || !SdpText.isWord(parts[4])
                || !SdpText.isToken(parts[7])) {
            return Optional.empty();
        }
        Optional<RelatedAddress> related = Optional.empty();
        if (parts.length > 8 && parts[8].equalsIgnoreCase("raddr")) {
            related = related(parts);
            if (related.isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.of(new Candidate(parts[0], component, parts[2], priority, parts[4], port, parts[7], related));
    }

    private static Optional<RelatedAddress> related(String[] parts) {
        if (parts.length < 12 || !SdpText.isWord(parts[9]) || !parts[10].equalsIgnoreCase("rport")) {
            return Optional.empty();
        }
        int port = SdpText.number(parts[11], 65_535);
        return port < 0 ? Optional.empty() : Optional.of(new RelatedAddress(parts[9], port));
    }

    /** 1 to 2^31-1, or -1. */
    private static int priority(String digits) {
        if (digits.length() > 10 || !SdpText.isDigits(digits)) {
            return -1;
        }
        long value = Long.parseLong(digits);
        return value >= 1 && value <= Integer.MAX_VALUE ? (int) value : -1;
    }
}
