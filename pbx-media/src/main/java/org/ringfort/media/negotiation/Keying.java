package org.ringfort.media.negotiation;

/** How a leg gets its SRTP keys. */
public enum Keying {
    /** In the signalling, which must be encrypted.
     *  @rfc 4568 */
    SDES,
    /** Not spoken yet. */
    DTLS,
    /** No SRTP: a named exception. */
    CLEAR
}
