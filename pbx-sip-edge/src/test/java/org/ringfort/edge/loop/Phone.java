package org.ringfort.edge.loop;

import org.ringfort.edge.transport.Flow;
import org.ringfort.edge.transport.TransportKind;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.header.CSeq;
import org.ringfort.protocol.sip.header.ContentType;
import org.ringfort.protocol.sip.header.From;
import org.ringfort.protocol.sip.header.HeaderName;
import org.ringfort.protocol.sip.header.Headers;
import org.ringfort.protocol.sip.header.SipCallId;
import org.ringfort.protocol.sip.header.To;

/** The other side of a bench: writes the messages of one phone. */
final class Phone {
    final LoopBench bench;
    final Flow flow;
    private int branches;

    Phone(LoopBench bench, TransportKind kind) {
        this.bench = bench;
        this.flow = bench.flow(kind, "192.0.2.7", 5070);
    }

    /** A request outside any dialog, with a fresh branch. */
    String request(String method, int cseq, String... headers) {
        return message(method, cseq, "z9hG4bKphone" + ++branches, "<sip:102@example.org>", headers);
    }

    /** The branch of the latest request. */
    String branch() {
        return "z9hG4bKphone" + branches;
    }

    /** A request in the dialog that {@code response} of the edge belongs to. */
    String inDialog(SipResponse response, String method, int cseq, String... headers) {
        return message(
                method,
                cseq,
                "z9hG4bKphone" + ++branches,
                response.headers().to().address().toString(),
                headers);
    }

    /** A request with everything said. */
    String message(String method, int cseq, String branch, String to, String... headers) {
        return """
                %s sip:102@example.org SIP/2.0
                Via: SIP/2.0/%s 192.0.2.7:5070;branch=%s;rport
                Max-Forwards: 70
                From: <sip:101@example.org>;tag=phone
                To: %s
                Call-ID: call-1
                CSeq: %s %s
                Contact: <sip:101@192.0.2.7:5070>
                %s""".formatted(method, flow.transport().viaToken(), branch, to, cseq, method, String.join("\n", headers));
    }

    /** An INVITE with an offer for this phone, as a conversation hands it to the loop. */
    static SipRequest invitation() {
        return new SipRequest(
                Method.INVITE,
                uri("sip:102@192.0.2.7:5070"),
                Headers.of(
                        new From(NameAddress.of(uri("sip:101@example.org")).withTag("ours")),
                        new To(NameAddress.of(uri("sip:102@example.org"))),
                        new SipCallId("leg-1"),
                        new CSeq(1, Method.INVITE),
                        ContentType.SDP),
                Body.ofText("v=0\r\n"));
    }

    static SipUri uri(String text) {
        return SipUri.parse(text).orElseThrow();
    }

    /** This phone's answer to a request of the edge. */
    String answer(SipRequest request, int status, String toTag, String... headers) {
        String to = request.headers().to().tag().isPresent()
                ? request.headers().to().value().text()
                : request.headers().to().value().text() + ";tag=" + toTag;
        return "SIP/2.0 " + status + " X\n"
                + "Via: " + request.headers().topVia().value().text() + "\n"
                + "From: " + request.headers().from().value().text() + "\n"
                + "To: " + to + "\n"
                + "Call-ID: " + request.headers().callId() + "\n"
                + "CSeq: " + request.headers().text(HeaderName.CSEQ).orElseThrow() + "\n"
                + "Contact: <sip:102@192.0.2.7:5070>\n"
                + String.join("\n", headers);
    }

    void says(String text) {
        bench.receive(flow, text);
    }
}
