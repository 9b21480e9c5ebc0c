package org.ringfort.app.extensions;

/** A device is no more; published in the transaction that did it. */
public record DeviceDeleted(Device device) {}
