package org.ringfort.edge.subscription;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ringfort.edge.lamps.Announcements.Announcement;
import org.ringfort.edge.topology.Xml;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.address.SipUri;

/**
 * Whether somebody can be reached, as phones read it; that he talks is said beside it in the words of RFC 4480.
 *
 * @rfc 3863 4
 * @rfc 4480 3.2
 */
final class Pidf {
    private static final String NAMESPACE = "urn:ietf:params:xml:ns:pidf";

    private Pidf() {}

    /** @param said what the extension's phones say themselves */
    static Body of(SipUri entity, boolean reachable, boolean talks, List<Announcement> said) {
        var out = new Xml();
        out.open(
                "presence",
                "xmlns",
                NAMESPACE,
                "xmlns:dm",
                NAMESPACE + ":data-model",
                "xmlns:rpid",
                NAMESPACE + ":rpid",
                "entity",
                entity.toString());
        out.open("tuple", "id", "phones").open("status");
        out.text("basic", reachable ? "open" : "closed").close("status");
        out.text("contact", entity.toString()).close("tuple");
        said.forEach(one -> tuple(out, one));
        if (talks) {
            out.text("note", "On the phone");
        }
        Set<String> activities = new LinkedHashSet<>();
        if (talks) {
            activities.add("on-the-phone");
        }
        said.forEach(one -> activities.addAll(one.said().activities()));
        if (!activities.isEmpty()) {
            out.open("dm:person", "id", "person").open("rpid:activities");
            activities.forEach(activity -> out.empty("rpid:" + activity));
            out.close("rpid:activities").close("dm:person");
        }
        return out.close("presence").body();
    }

    private static void tuple(Xml out, Announcement one) {
        out.open("tuple", "id", "said-" + one.id()).open("status");
        out.text("basic", one.said().open() ? "open" : "closed").close("status");
        if (!one.said().note().isEmpty()) {
            out.text("note", one.said().note());
        }
        out.close("tuple");
    }
}
