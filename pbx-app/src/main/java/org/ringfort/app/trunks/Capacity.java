package org.ringfort.app.trunks;

/**
 * How much a trunk takes, both ways together.
 *
 * @param calls at the same time, 1 to 10,000
 * @param callsPerSecond that may begin, 1 to 1,000
 */
public record Capacity(int calls, int callsPerSecond) {}
