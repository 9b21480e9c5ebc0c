package org.ringfort.process.log;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import org.slf4j.helpers.NOPLogger;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * A logger for what strangers can provoke: so many lines a second, the rest is counted, and the next line says how many
 * were left out. Any thread.
 */
public final class BoundedLog {
    private final Logger logger;
    private final int linesEachSecond;
    private final LongSupplier clockNanos;
    private final AtomicLong second = new AtomicLong(Long.MIN_VALUE);
    private final AtomicLong lines = new AtomicLong();
    private final AtomicLong leftOut = new AtomicLong();

    /**
     * A bounded view of {@code logger}.
     *
     * @param clockNanos a clock that never jumps
     */
    public BoundedLog(Logger logger, int linesEachSecond, LongSupplier clockNanos) {
        this.logger = logger;
        this.linesEachSecond = linesEachSecond;
        this.clockNanos = clockNanos;
    }

    /** A line to be filled and logged; it goes nowhere while this second's lines are used up. */
    public LoggingEventBuilder at(Level level) {
        long now = Math.floorDiv(clockNanos.getAsLong(), 1_000_000_000L);
        if (second.getAndSet(now) != now) {
            lines.set(0);
        }
        if (lines.incrementAndGet() > linesEachSecond) {
            leftOut.incrementAndGet();
            return NOPLogger.NOP_LOGGER.atLevel(level);
        }
        LoggingEventBuilder line = logger.atLevel(level);
        long missed = leftOut.getAndSet(0);
        return missed == 0 ? line : line.addKeyValue("ringfort.lines_left_out", missed);
    }
}
