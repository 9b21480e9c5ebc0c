package org.ringfort.edge.lamps;

/** Hears of calls from their own threads, and returns at once. Of one call it hears in order, and never at the same time. */
public interface CallWatcher {
    /** So the call looks now. */
    void seen(CallSeen call);

    /** The call is over, or never was one. */
    void over(String callId);
}
