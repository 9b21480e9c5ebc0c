package org.ringfort.app.voicemail;

/**
 * What a phone's lamp shows.
 *
 * @rfc 3842 3.5
 */
public record Counts(int unheard, int heard) {}
