package org.ringfort.edge.subscription;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ringfort.edge.lamps.CallSeen;
import org.ringfort.edge.lamps.LampBoard;
import org.ringfort.edge.topology.Xml;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.address.SipUri;

/**
 * What lights a busy lamp: all calls of an extension, and once more those that have ended since the last time. Call-ID and tags
 * of a call that rings are made up for those who watch, who may pick it up by them (RFC 3891); those of legs are never told.
 *
 * @param entity who is watched
 * @param name perhaps empty
 * @param version one more for each document of a subscription
 * @param ended ids that were told before
 * @rfc 4235 4
 */
record DialogInfo(SipUri entity, String name, long version, List<LampBoard.Lamp> lamps, List<String> ended) {
    private static final String NAMESPACE = "urn:ietf:params:xml:ns:dialog-info";
    private static final String NOBODY = "sip:anonymous@anonymous.invalid";

    Body body() {
        var out = new Xml();
        out.open(
                "dialog-info",
                "xmlns",
                NAMESPACE,
                "version",
                Long.toString(version),
                "state",
                "full",
                "entity",
                entity.toString());
        lamps.forEach(lamp -> dialog(out, lamp));
        for (String id : ended) {
            out.open("dialog", "id", id).text("state", "terminated").close("dialog");
        }
        return out.close("dialog-info").body();
    }

    private void dialog(Xml out, LampBoard.Lamp lamp) {
        CallSeen.Side side = lamp.side();
        List<String> attributes = new ArrayList<>(List.of("id", lamp.id()));
        lamp.handle()
                .ifPresent(handle -> attributes.addAll(List.of(
                        "call-id", handle.callId(),
                        "local-tag", handle.localTag(),
                        "remote-tag", handle.remoteTag())));
        attributes.addAll(List.of("direction", word(side.direction())));
        out.open("dialog", attributes.toArray(String[]::new));
        out.text("state", word(side.phase()));
        local(out, side.held());
        remote(out, lamp);
        out.close("dialog");
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** That it has put the other on hold is said as it is said of a phone that plays nothing. */
    private void local(Xml out, boolean held) {
        out.open("local");
        participant(out, name, entity.toString());
        out.open("target", "uri", entity.toString())
                .empty("param", "pname", "+sip.rendering", "pval", held ? "no" : "yes")
                .close("target");
        out.close("local");
    }

    private void remote(Xml out, LampBoard.Lamp lamp) {
        CallSeen.Party other = lamp.side().other();
        String uri = other.isNobody()
                ? NOBODY
                : SipUri.of(other.number(), entity.host()).toString();
        out.open("remote");
        participant(out, other.name(), uri);
        // who is not named is still called, by whoever picks up: where it rings
        out.empty("target", "uri", other.isNobody() && lamp.handle().isPresent() ? entity.toString() : uri)
                .close("remote");
    }

    private static void participant(Xml out, String name, String uri) {
        if (name.isEmpty()) {
            out.text("identity", uri);
        } else {
            out.text("identity", uri, "display", name);
        }
    }
}
