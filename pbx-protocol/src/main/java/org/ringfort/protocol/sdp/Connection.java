package org.ringfort.protocol.sdp;

/**
 * The {@code c=} line: where media is wanted. A multicast suffix is dropped; nobody here sends to many.
 *
 * @param address an address or a host name, as written; it is never looked up here
 * @rfc 8866 5.7
 */
public record Connection(AddressType type, String address) {
    public Connection {
        SdpText.requireWord(address, "address");
        if (address.indexOf('/') >= 0) {
            throw new IllegalArgumentException("address holds a slash");
        }
    }
}
