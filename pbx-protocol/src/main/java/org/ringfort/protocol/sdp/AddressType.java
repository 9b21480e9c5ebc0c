package org.ringfort.protocol.sdp;

/** Address families of the network type IN. */
public enum AddressType {
    IP4,
    IP6
}
