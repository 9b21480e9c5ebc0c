package org.ringfort.app.numbers;

/**
 * What can be said of a number by those who administer it.
 *
 * @param number E.164 with its plus sign
 * @param label in words, perhaps empty; at most 80 characters
 */
public record NumberDraft(String number, Destination destination, String label) {}
