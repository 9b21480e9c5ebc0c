package org.ringfort.protocol.sdp;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The values of single lines, without their letter. Pure. */
final class Lines {
    private Lines() {}

    static Optional<Origin> origin(String value) {
        String[] parts = value.strip().split(" +");
        if (parts.length != 6 || !SdpText.isDigits(parts[1]) || !SdpText.isDigits(parts[2])) {
            return Optional.empty();
        }
        Optional<AddressType> type = addressType(parts[3], parts[4]);
        if (type.isEmpty() || !SdpText.isWord(parts[0]) || !SdpText.isWord(parts[5])) {
            return Optional.empty();
        }
        return Optional.of(new Origin(parts[0], parts[1], parts[2], type.get(), parts[5]));
    }

    static Optional<Connection> connection(String[] parts) {
        if (parts.length != 3) {
            return Optional.empty();
        }
        Optional<AddressType> type = addressType(parts[0], parts[1]);
        int slash = parts[2].indexOf('/');
        String address = slash < 0 ? parts[2] : parts[2].substring(0, slash);
        if (type.isEmpty() || !SdpText.isWord(address)) {
            return Optional.empty();
        }
        return Optional.of(new Connection(type.get(), address));
    }

    /** An {@code m=} line, still without attributes. */
    static Optional<MediaDescription> media(String value, Limits limits) {
        String[] parts = value.strip().split(" +");
        if (parts.length < 4 || parts.length - 3 > limits.formats()) {
            return Optional.empty();
        }
        int slash = parts[1].indexOf('/');
        int port = SdpText.number(slash < 0 ? parts[1] : parts[1].substring(0, slash), 65_535);
        List<String> formats = Arrays.asList(parts).subList(3, parts.length);
        if (port < 0
                || !SdpText.isWord(parts[0])
                || !SdpText.isWord(parts[2])
                || !formats.stream().allMatch(SdpText::isWord)) {
            return Optional.empty();
        }
        return Optional.of(new MediaDescription(parts[0], port, parts[2], formats, Optional.empty(), List.of()));
    }

    private static Optional<AddressType> addressType(String network, String type) {
        if (!network.equals("IN")) {
            return Optional.empty();
        }
        return switch (type) {
            case "IP4" -> Optional.of(AddressType.IP4);
            case "IP6" -> Optional.of(AddressType.IP6);
            default -> Optional.empty();
        };
    }
}
