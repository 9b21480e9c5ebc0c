package org.ringfort.app.extensions;

/** An extension is no more, nor are its devices; published in the transaction that did it. */
public record ExtensionDeleted(Extension extension) {}
