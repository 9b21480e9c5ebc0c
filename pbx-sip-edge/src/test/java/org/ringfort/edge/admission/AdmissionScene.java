package org.ringfort.edge.admission;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.ringfort.edge.transport.Doorkeeper;
import org.ringfort.edge.transport.Flow;
import org.ringfort.edge.transport.Inbound;
import org.ringfort.edge.transport.TransportKind;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.address.Host;
import org.ringfort.protocol.sip.codec.Decoded;
import org.ringfort.protocol.sip.codec.Limits;
import org.ringfort.protocol.sip.codec.SipDecoder;

/** Requests and those who send them, as admission sees them. */
abstract class AdmissionScene {
    static final Rate PLENTY = new Rate(1_000_000, 1_000_000);

    static final AdmissionSettings.Each EACH = each(PLENTY);

    final AtomicLong now = new AtomicLong();
    final List<String> told = new ArrayList<>();

    Admission admission(AdmissionSettings.Rates rates) {
        var admission =
                new Admission(AdmissionSettings.DEFAULT.withRates(rates).withRemembered(3), now::get, new Random(7));
        admission.tell((event, transport, source, why) -> told.add(event + " " + why));
        return admission;
    }

    static AdmissionSettings.Rates messages(Rate messages, Rate strangers) {
        return new AdmissionSettings.Rates(messages, PLENTY, strangers, PLENTY, PLENTY, PLENTY, EACH, EACH, PLENTY);
    }

    static AdmissionSettings.Each each(Rate rate) {
        return new AdmissionSettings.Each(rate, rate, rate);
    }

    static AdmissionSettings.Rates known(
            AdmissionSettings.Each account, AdmissionSettings.Each sharedFlow, Rate domain) {
        return new AdmissionSettings.Rates(PLENTY, PLENTY, PLENTY, PLENTY, PLENTY, PLENTY, account, sharedFlow, domain);
    }

    static InetSocketAddress at(String address) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), 5060);
    }

    static Flow flow(TransportKind transport, String address) {
        return new Flow(
                transport + address,
                transport,
                "listener",
                at("192.0.2.100"),
                at(address),
                Host.ofAddress("192.0.2.100"),
                5060,
                Optional.empty());
    }

    static Flow connection(String token) {
        Flow flow = flow(TransportKind.TLS, "192.0.2.1");
        return new Flow(
                token,
                flow.transport(),
                flow.listener(),
                flow.local(),
                flow.remote(),
                flow.advertisedHost(),
                flow.advertisedPort(),
                flow.tls());
    }

    static boolean admits(Admission admission, String address) {
        return admission.admits(at(address), 500, false) == Doorkeeper.Entry.OPEN;
    }

    static int admitted(Admission admission, String address) {
        int count = 0;
        for (int i = 0; i < 50; i++) {
            count += admits(admission, address) ? 1 : 0;
        }
        return count;
    }

    static SipRequest request(String method, String uri, String user, String more) {
        String text = method + " " + uri
                + " SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKa\r\nMax-Forwards: 70\r\n"
                + "From: <sip:" + user + "@acme.example>;tag=1\r\nTo: <sip:" + user
                + "@acme.example>\r\nCall-ID: c\r\nCSeq: 1 " + method + "\r\n" + more + "Content-Length: 0\r\n\r\n";
        return (SipRequest)
                ((Decoded.Message) new SipDecoder(Limits.DEFAULT).datagram(text.getBytes(StandardCharsets.UTF_8)))
                        .message();
    }

    static SipRequest register(String user, String... credentials) {
        var more = new StringBuilder();
        for (String name : credentials) {
            more.append("Authorization: Digest username=\"" + name
                    + "\", realm=\"acme.example\", nonce=\"n\", uri=\"sip:acme.example\", response=\"" + "0".repeat(32)
                    + "\"\r\n");
        }
        return request("REGISTER", "sip:acme.example", user, more.toString());
    }

    static Verdict judged(Admission admission, Flow flow, SipRequest request) {
        return admission.judge(new Inbound.Received(flow, request));
    }

    static int passed(Admission admission, Flow flow, SipRequest request, int times) {
        int count = 0;
        for (int i = 0; i < times; i++) {
            count += judged(admission, flow, request) instanceof Verdict.Pass ? 1 : 0;
        }
        return count;
    }
}
