package org.ringfort.media.session;

/** One life of one edge. */
public record EdgeName(String id, String incarnation) {}
