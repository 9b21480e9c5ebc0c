package org.ringfort.app.extensions;

/** A device changed, or its credentials were renewed; published in the transaction that did it. */
public record DeviceChanged(Device before, Device after, boolean credentialsRenewed) {}
