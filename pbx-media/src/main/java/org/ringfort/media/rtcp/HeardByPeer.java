package org.ringfort.media.rtcp;

/**
 * How a peer says that it hears us, in its last word.
 *
 * @param discardedPermille came to it, too late or too early to be heard; -1: it has said nothing at all
 * @param delayMillis that it adds itself between network, ear and mouth; 0: unknown
 * @param opinion its own mean opinion score in hundredths; 0: unknown
 * @rfc 3611 4.7
 */
public record HeardByPeer(int discardedPermille, int delayMillis, int opinion) {
    public static final HeardByPeer UNKNOWN = new HeardByPeer(-1, 0, 0);
}
