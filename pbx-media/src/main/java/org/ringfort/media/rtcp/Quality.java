package org.ringfort.media.rtcp;

/**
 * How a leg was liked: mean opinion scores in hundredths (441 is 4.41), 0 where nothing was measured.
 *
 * @param lowest of the worst few seconds
 * @param mean over all of it
 * @param lossPermille of the last few seconds, of the worse direction
 */
public record Quality(int lowest, int mean, int lossPermille) {
    public static final Quality UNKNOWN = new Quality(0, 0, 0);
}
