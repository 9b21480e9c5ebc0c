package org.ringfort.app.calls;

/** A call began, changed or (state ENDED) is over. */
public record CallChanged(LiveCall call) {}
