package org.ringfort.media.negotiation;

import org.ringfort.media.srtp.MasterKey;

/**
 * One acceptable crypto line.
 *
 * @param tag its number, repeated by the answer
 * @param identifierBytes octets of the master key identifier in each packet of its sender; 0: none
 */
public record OfferedKey(int tag, MasterKey key, int identifierBytes) {}
