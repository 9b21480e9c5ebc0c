package org.ringfort.protocol.sdp;

/**
 * The {@code o=} line: who made the description, and which version of it this is.
 *
 * @param sessionId digits, up to 20
 * @param version digits, up to 20
 * @param address a unicast address or a host name, as written
 * @rfc 8866 5.2
 */
public record Origin(String username, String sessionId, String version, AddressType type, String address) {
    public Origin {
        SdpText.requireWord(username, "username");
        SdpText.requireDigits(sessionId, "session id");
        SdpText.requireDigits(version, "session version");
        SdpText.requireWord(address, "address");
    }
}
