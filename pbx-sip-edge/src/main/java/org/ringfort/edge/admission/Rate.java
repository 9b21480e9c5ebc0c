package org.ringfort.edge.admission;

/**
 * So many on average, and so many at once.
 *
 * @param eachSecond at least 1
 * @param burst at least 1
 */
public record Rate(int eachSecond, int burst) {
    public Rate {
        if (eachSecond < 1 || burst < 1) {
            throw new IllegalArgumentException("rate " + eachSecond + "/" + burst);
        }
    }

    /** What there is after so long, where there was {@code tokens}. */
    double after(double tokens, long nanos) {
        return Math.min(burst, tokens + nanos * (eachSecond / 1e9));
    }
}
