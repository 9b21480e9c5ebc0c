package org.ringfort.edge.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.address.Host;
import org.ringfort.protocol.sip.address.SipUri;

/**
 * What a recording server is told of a call: one recording, of one group, of one session, in which each party sends a stream and
 * receives that of every other. Identities are made from ours, so that the server's recording is found by the call's record. Where a
 * call goes on with others after a transfer that is another session of the same group, in which who stays is the same participant.
 *
 * @param callId the call's identity: of the group, and of its sessions
 * @param part which session of the call's it is: 1 for the first
 * @param first when the first of them began
 * @param since when this one did
 * @rfc 7865 4
 * @rfc 7865 6
 */
public record RecordingMetadata(String callId, int part, Instant first, Instant since, List<Party> parties) {
    private static final String NAMESPACE = "urn:ietf:params:xml:ns:recording:1";
    private static final int LONGEST_NAME = 100;

    /**
     * Who takes part.
     *
     * @param legId by which it is known again
     * @param aor SIP or tel URI
     * @param name as it is shown; empty: none
     * @param label of the stream that carries what it says
     */
    public record Party(String legId, String aor, String name, String label) {
        /**
         * Somebody by his number: E.164 with its plus sign, an extension of {@code domain}, or a caller whom nobody names.
         *
         * @param domain the tenant's
         */
        public static Party of(String legId, String number, String domain, String name, String label) {
            boolean telephone = number.matches("\\+[0-9]{1,15}");
            boolean nameless = number.isEmpty() || number.equals("anonymous");
            String aor = telephone
                    ? "tel:" + number
                    : nameless
                            ? "sip:anonymous@anonymous.invalid"
                            : SipUri.of(number, new Host(domain)).toString();
            return new Party(legId, aor, name, label);
        }
    }

    public RecordingMetadata {
        parties = List.copyOf(parties);
    }

    /** All of it, as it is told at the beginning, and the same again whenever the recording rests or goes on. */
    public Body document() {
        String session = id(of("session " + callId));
        String group = id("group " + callId);
        String time = seconds(since);
        var out = new Xml().open("recording", "xmlns", NAMESPACE).text("datamode", "complete");
        out.open("group", "group_id", group)
                .text("associate-time", seconds(first))
                .close("group");
        out.open("session", "session_id", session);
        out.text("group-ref", group).text("start-time", time).close("session");
        parties.forEach(party -> participant(out, party));
        for (Party party : parties) {
            out.open("stream", "stream_id", stream(party), "session_id", session);
            out.text("label", party.label()).close("stream");
        }
        out.open("sessionrecordingassoc", "session_id", session);
        out.text("associate-time", time).close("sessionrecordingassoc");
        for (Party party : parties) {
            out.open("participantsessionassoc", "participant_id", participant(party), "session_id", session);
            out.text("associate-time", time).close("participantsessionassoc");
        }
        parties.forEach(party -> streams(out, party));
        return out.close("recording").body();
    }

    private static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** A name of the first part, or of another. */
    private String of(String name) {
        return part == 1 ? name : name + " " + part;
    }

    /** @rfc 7865 6.5 */
    private static void participant(Xml out, Party party) {
        out.open("participant", "participant_id", participant(party));
        if (party.name().isBlank()) {
            out.empty("nameID", "aor", party.aor());
        } else {
            out.open("nameID", "aor", party.aor());
            out.text("name", shortened(party.name())).close("nameID");
        }
        out.close("participant");
    }

    /** @rfc 7865 6.8 */
    private void streams(Xml out, Party party) {
        out.open("participantstreamassoc", "participant_id", participant(party));
        out.text("send", stream(party));
        parties.stream().filter(other -> !other.equals(party)).forEach(other -> out.text("recv", stream(other)));
        out.close("participantstreamassoc");
    }

    private static String participant(Party party) {
        return id("participant " + party.legId());
    }

    private String stream(Party party) {
        return id(of("stream " + party.legId()));
    }

    /** A UUID in base64, the same for the same name. */
    private static String id(String name) {
        UUID made = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        byte[] octets = ByteBuffer.allocate(16)
                .putLong(made.getMostSignificantBits())
                .putLong(made.getLeastSignificantBits())
                .array();
        return Base64.getEncoder().encodeToString(octets);
    }

    private static String shortened(String name) {
        return name.codePointCount(0, name.length()) <= LONGEST_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME));
    }
}
