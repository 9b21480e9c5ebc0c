package org.ringfort.media.negotiation;

/** How a leg gets its SRTP keys. */
public enum Keying {
    /** In the signalling, which must be encrypted.
     *  @rfc 4568 */
    SDES,
    /** By a handshake on the media path.
     *  @rfc 5764 */
    DTLS,
    /** On the media path, but with the other leg's peer: nobody here knows them.
     *  @rfc 6189 */
    ZRTP,
    /** No SRTP: a named exception. */
    CLEAR
}
