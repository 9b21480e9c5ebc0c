package org.ringfort.media.negotiation;

/** How a leg gets its SRTP keys. */
public enum Keying {
    /** In the signalling, which must be encrypted.
     *  @rfc 4568 */
    SDES,
    /** By a handshake on the media path.
     *  @rfc 5764 */
    DTLS,
    /** No SRTP: a named exception. */
    CLEAR
}
