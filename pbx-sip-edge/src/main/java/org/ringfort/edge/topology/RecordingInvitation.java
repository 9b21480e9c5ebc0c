package org.ringfort.edge.topology;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.grammar.Parameters;
import org.ringfort.protocol.sip.header.CSeq;
import org.ringfort.protocol.sip.header.Contact;
import org.ringfort.protocol.sip.header.ContentType;
import org.ringfort.protocol.sip.header.From;
import org.ringfort.protocol.sip.header.Headers;
import org.ringfort.protocol.sip.header.OptionTags;
import org.ringfort.protocol.sip.header.SessionExpires;
import org.ringfort.protocol.sip.header.SessionExpires.Refresher;
import org.ringfort.protocol.sip.header.SipCallId;
import org.ringfort.protocol.sip.header.To;

/**
 * The INVITE that begins a recording session. It goes to no server that does not know what that is.
 *
 * @param server who records
 * @param from the tenant, in whose name it is recorded
 * @param contact ours, on the flow that it takes
 * @param tag of From, fresh
 * @param callId fresh
 * @param boundary fresh, of letters and digits
 * @param sdp media's offer, a section for each party
 * @rfc 4028 7.1
 * @rfc 7866 6.1.1
 * @rfc 7866 9.1
 */
public record RecordingInvitation(
        SipUri server,
        SipUri from,
        SipUri contact,
        String tag,
        String callId,
        String boundary,
        Body sdp,
        RecordingMetadata metadata) {
    private static final String SOURCE = "+sip.src";
    /** We refresh, by what changes nothing: what a server wants changed is refused, its refresh by re-INVITE with it. */
    private static final SessionExpires REFRESHED_BY_US = new SessionExpires(1800, Optional.of(Refresher.UAC));

    public SipRequest request() {
        var headers = Headers.builder()
                .add(new From(NameAddress.of(from).withTag(tag)))
                .add(new To(NameAddress.of(server)))
                .add(new SipCallId(callId))
                .add(new CSeq(1, Method.INVITE))
                .add(source(contact))
                .add(OptionTags.require("siprec"))
                .add(Crossing.ALLOW)
                .add(REFRESHED_BY_US)
                .add(type(boundary));
        return new SipRequest(Method.INVITE, server, headers.build(), body(boundary, sdp, metadata));
    }

    /** Where we are, and that from there it is recorded. */
    public static Contact source(SipUri contact) {
        NameAddress here = NameAddress.of(contact);
        return new Contact.At(here.withParameters(here.parameters().withFlag(SOURCE)));
    }

    /** Of {@link #body}. */
    public static ContentType type(String boundary) {
        return new ContentType("multipart", "mixed", Parameters.of("boundary", "part-" + boundary));
    }

    /**
     * A description, and who is heard in it.
     *
     * @rfc 2046 5.1
     */
    public static Body body(String boundary, Body sdp, RecordingMetadata metadata) {
        String delimiter = "--part-" + boundary;
        var out = new ByteArrayOutputStream();
        write(out, delimiter + "\r\nContent-Type: application/sdp\r\n\r\n");
        out.writeBytes(sdp.toBytes());
        write(out, "\r\n" + delimiter + "\r\nContent-Type: application/rs-metadata+xml\r\n");
        write(out, "Content-Disposition: recording-session\r\n\r\n");
        out.writeBytes(metadata.document().toBytes());
        write(out, "\r\n" + delimiter + "--\r\n");
        return Body.of(out.toByteArray());
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
