package org.ringfort.app.extensions;

/** An extension changed; published in the transaction that did it. */
public record ExtensionChanged(Extension before, Extension after) {}
