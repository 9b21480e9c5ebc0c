package org.ringfort.app.extensions;

/** A device came to be; published in the transaction that did it. */
public record DeviceCreated(Device device) {}
