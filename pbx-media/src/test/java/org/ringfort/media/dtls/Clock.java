package org.ringfort.media.dtls;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** What a thread has worked, which a busy machine does not lengthen. */
final class Clock {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Clock() {}

    /** Nanoseconds of the processor's. */
    static long ofThisThread() {
        return THREADS.getCurrentThreadCpuTime();
    }
}
