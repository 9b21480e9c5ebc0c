package org.ringfort.edge.subscription;

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

    static Body of(SipUri entity, boolean reachable, boolean talks) {
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
        if (talks) {
            out.text("note", "On the phone");
            out.open("dm:person", "id", "person").open("rpid:activities");
            out.empty("rpid:on-the-phone").close("rpid:activities").close("dm:person");
        }
        return out.close("presence").body();
    }
}
