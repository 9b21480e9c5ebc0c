package org.ringfort.app.cdr;

/** A call's record is stored; published after commit, once a call. */
public record CallRecorded(CallRecord record) {}
