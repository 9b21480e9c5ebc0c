package org.ringfort.protocol.zrtp;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a ZRTP message is, by the eight octets that name it.
 *  @rfc 6189 5.1.1 */
public enum ZrtpMessage {
    HELLO("Hello   "),
    HELLO_ACK("HelloACK"),
    COMMIT("Commit  "),
    DH_PART_1("DHPart1 "),
    DH_PART_2("DHPart2 "),
    CONFIRM_1("Confirm1"),
    CONFIRM_2("Confirm2"),
    CONF_2_ACK("Conf2ACK"),
    ERROR("Error   "),
    ERROR_ACK("ErrorACK"),
    /** From here on in clear. */
    GO_CLEAR("GoClear "),
    CLEAR_ACK("ClearACK"),
    SAS_RELAY("SASrelay"),
    RELAY_ACK("RelayACK"),
    PING("Ping    "),
    PING_ACK("PingACK ");

    static final int NAME_BYTES = 8;

    private static final ZrtpMessage[] ALL = values();

    private final long name;

    ZrtpMessage(String text) {
        long octets = 0;
        for (byte octet : text.getBytes(StandardCharsets.US_ASCII)) {
            octets = octets << 8 | octet;
        }
        name = octets;
    }

    /** By its octets, the first highest; null where the RFC knows no such message. */
    static @Nullable ZrtpMessage named(long octets) {
        for (ZrtpMessage message : ALL) {
            if (message.name == octets) {
                return message;
            }
        }
        return null;
    }
}
