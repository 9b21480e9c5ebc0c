package org.ringfort.protocol.sip.identity;

/**
 * How well a provider knows who calls.
 *
 * @rfc 8588 4
 */
public enum Attestation {
    /** It knows the caller, and that the caller may use the number. */
    A,
    /** It knows the caller, but not whether the number is the caller's. */
    B,
    /** It only knows by which way the call came. */
    C
}
