package org.ringfort.app.extensions;

/** An extension came to be; published in the transaction that did it. */
public record ExtensionCreated(Extension extension) {}
