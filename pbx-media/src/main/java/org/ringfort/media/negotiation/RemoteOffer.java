package org.ringfort.media.negotiation;

import java.util.List;
import org.ringfort.protocol.sdp.MediaDescription;

/**
 * An offer that can be agreed with.
 *
 * @param sections every section, its kind, protocol and formats only: an answer must have as many
 * @param chosen which of them is the audio we take
 */
public record RemoteOffer(List<MediaDescription> sections, int chosen, RemoteAudio audio) {
    public RemoteOffer {
        sections = List.copyOf(sections);
    }

    /** Whether the offer tells the other side that it will not be heard. */
    public boolean hold() {
        return !audio.direction().receives();
    }
}
