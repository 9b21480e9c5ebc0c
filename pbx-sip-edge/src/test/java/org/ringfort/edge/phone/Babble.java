package org.ringfort.edge.phone;

import java.util.List;
import java.util.function.UnaryOperator;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipMessage;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.address.Host;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.header.Contact;
import org.ringfort.protocol.sip.header.From;
import org.ringfort.protocol.sip.header.Header;
import org.ringfort.protocol.sip.header.HeaderName;
import org.ringfort.protocol.sip.header.Headers;
import org.ringfort.protocol.sip.header.RawHeader;
import org.ringfort.protocol.sip.header.Via;

/**
 * Says of itself whatever a header can hold, in every message: a word that nobody else uses stands wherever a peer may write
 * something of its own.
 *
 * @param mark at least six lower case letters and digits
 */
public record Babble(String mark) implements UnaryOperator<SipMessage> {
    private static final List<String> PLAIN = List.of(
            "Subject",
            "Organization",
            "Server",
            "User-Agent",
            "Alert-Info",
            "Call-Info",
            "Error-Info",
            "In-Reply-To",
            "Date",
            "Accept-Language",
            "Allow-Events",
            "Geolocation",
            "Session-ID",
            "User-to-User",
            "P-Charging-Vector",
            "P-Access-Network-Info",
            "P-Called-Party-ID",
            "Feature-Caps",
            "X-Inner",
            "MIME-Version",
            "Priority",
            "Resource-Priority");

    private static final List<String> ADDRESSES = List.of(
            "P-Asserted-Identity",
            "P-Preferred-Identity",
            "Remote-Party-ID",
            "Diversion",
            "History-Info",
            "Referred-By",
            "Reply-To",
            "P-Associated-URI",
            "P-Preferred-Service",
            "Service-Route",
            "Path");

    @Override
    public SipMessage apply(SipMessage message) {
        return switch (message) {
            case SipRequest request -> request.withHeaders(request(request));
            case SipResponse response ->
                response.withReason("because of " + mark).withHeaders(response(response));
        };
    }

    /** A session description with something of its own on every line. */
    public String sdp() {
        String host = mark + ".media.example";
        return String.join(
                "\r\n",
                "v=0",
                "o=" + mark + " 731973197319 1 IN IP4 " + host,
                "s=" + mark,
                "i=" + mark,
                "e=" + mark + "@" + host,
                "c=IN IP4 " + host,
                "t=0 0",
                "a=tool:" + mark,
                "m=audio 40404 RTP/SAVP 8",
                "a=ssrc:731973197 cname:" + mark,
                "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + mark,
                "a=candidate:1 1 UDP 1 " + host + " 40404 typ host",
                "");
    }

    private SipUri uri(String what) {
        return SipUri.of(mark, new Host(mark + "." + what + ".example")).withPort(5099);
    }

    private Headers request(SipRequest request) {
        Via via = request.headers().topVia();
        var own = Via.of(
                "TLS", new Host(mark + ".via.example"), 5099, via.branch().orElse(""));
        NameAddress from = request.headers().from().address();
        Headers headers = request.headers()
                .withTopVia(own)
                .with(new From(NameAddress.of("It is " + mark, from.uri())
                        .withTag(from.tag().orElse("none"))));
        if (headers.has(HeaderName.CONTACT)) {
            headers = headers.with(contact());
        }
        return request.is(Method.CANCEL) || request.is(Method.ACK)
                ? more(headers)
                : more(headers)
                        .plus(RawHeader.of("Record-Route", "<" + uri("route").withParameter("lr", "on") + ">"));
    }

    private Headers response(SipResponse response) {
        Headers headers = response.headers();
        if (headers.has(HeaderName.CONTACT) && !response.status().isRedirect()) {
            headers = headers.with(contact());
        }
        return more(headers)
                .plus(RawHeader.of("Warning", "399 " + mark + ".warning.example \"" + mark + "\""))
                .plus(RawHeader.of("Retry-After", "5 (" + mark + ")"));
    }

    private Header contact() {
        return Contact.of(uri("contact").withParameter("transport", "tls"));
    }

    private Headers more(Headers given) {
        Headers headers = given;
        for (String name : PLAIN) {
            headers = headers.without(HeaderName.of(name))
                    .plus(RawHeader.of(name, "<http://" + mark + ".example/>;x=" + mark));
        }
        for (String name : ADDRESSES) {
            headers = headers.plus(RawHeader.of(name, "\"" + mark + "\" <" + uri("claimed") + ">;reason=" + mark));
        }
        return headers.plus(RawHeader.of("Reason", "SIP;cause=200;text=\"" + mark + "\""))
                .plus(RawHeader.of(
                        "Identity", mark + "." + mark + "." + mark + ";info=<https://" + mark + ".example/c>"))
                .plus(RawHeader.of("Supported", mark))
                .plus(RawHeader.of("Allow", "INVITE, ACK, BYE, CANCEL, " + mark));
    }
}
