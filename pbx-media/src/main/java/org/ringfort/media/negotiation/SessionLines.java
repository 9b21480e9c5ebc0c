package org.ringfort.media.negotiation;

import java.util.ArrayList;
import java.util.List;
import org.ringfort.protocol.sdp.Attribute;
import org.ringfort.protocol.sdp.MediaDescription;

/** What stands before the sections of our descriptions because of what stands in them. Pure. */
public final class SessionLines {
    private SessionLines() {}

    /**
     * A section that has a name shares its path with nobody else; a section with a password for checks has a lite agent.
     *
     * @rfc 9143 7.2
     * @rfc 8839 5.3
     */
    public static List<Attribute> of(List<MediaDescription> sections) {
        List<Attribute> lines = new ArrayList<>();
        for (MediaDescription section : sections) {
            section.attribute(Attribute.Mid.class)
                    .ifPresent(mid -> lines.add(new Attribute.Group(PathReader.BUNDLE, List.of(mid.value()))));
        }
        if (sections.stream()
                .anyMatch(section -> section.attribute(Attribute.IceUfrag.class).isPresent())) {
            lines.add(new Attribute.IceLite());
        }
        return lines;
    }
}
