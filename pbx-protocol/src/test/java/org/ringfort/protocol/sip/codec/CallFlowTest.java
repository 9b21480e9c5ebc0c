package org.ringfort.protocol.sip.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipMessage;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.digest.DigestAlgorithm;
import org.ringfort.protocol.sip.header.ContentType;
import org.ringfort.protocol.sip.header.To;
import org.ringfort.protocol.torture.WireText;

/**
 * Everyday messages, character by character: those already in our own spelling come back as the same octets.
 *
 * @rfc 3665 2.1
 * @rfc 3665 3.1
 */
class CallFlowTest {
    private static final String REGISTER = """
            REGISTER sips:ss2.biloxi.example.com SIP/2.0
            Via: SIP/2.0/TLS client.biloxi.example.com:5061;branch=z9hG4bKnashd92
            Max-Forwards: 70
            From: "Bob" <sips:bob@biloxi.example.com>;tag=ja743ks76zlflH
            To: "Bob" <sips:bob@biloxi.example.com>
            Call-ID: 1j9FpLxk3uxtm8tn@biloxi.example.com
            CSeq: 2 REGISTER
            Contact: <sips:bob@client.biloxi.example.com>
            Authorization: Digest username="bob", realm="atlanta.example.com", nonce="ea9c8e88df84f1cec4341ae6cbe5a359", \
            uri="sips:ss2.biloxi.example.com", response="dfe56131d1958046689d83306477ecc", algorithm=MD5, opaque=""
            Content-Length: 0

            """;

    private static final String CHALLENGE = """
            SIP/2.0 401 Unauthorized
            Via: SIP/2.0/TLS client.biloxi.example.com:5061;branch=z9hG4bKnashds7;received=192.0.2.201
            From: "Bob" <sips:bob@biloxi.example.com>;tag=a73kszlfl
            To: "Bob" <sips:bob@biloxi.example.com>;tag=1410948204
            Call-ID: 1j9FpLxk3uxtm8tn@biloxi.example.com
            CSeq: 1 REGISTER
            WWW-Authenticate: Digest realm="atlanta.example.com", nonce="ea9c8e88df84f1cec4341ae6cbe5a359", opaque="", \
            algorithm=SHA-256, qop="auth"
            WWW-Authenticate: Digest realm="atlanta.example.com", nonce="ea9c8e88df84f1cec4341ae6cbe5a359", opaque="", \
            algorithm=MD5, qop="auth"
            Content-Length: 0

            """;

    private static final String INVITE = """
            INVITE sip:bob@biloxi.example.com SIP/2.0
            Via: SIP/2.0/TCP client.atlanta.example.com:5060;branch=z9hG4bK74bf9
            Max-Forwards: 70
            From: "Alice" <sip:alice@atlanta.example.com>;tag=9fxced76sl
            To: "Bob" <sip:bob@biloxi.example.com>
            Call-ID: 3848276298220188511@atlanta.example.com
            CSeq: 1 INVITE
            Contact: <sip:alice@client.atlanta.example.com;transport=tcp>
            Supported: 100rel, timer
            Session-Expires: 1800;refresher=uac
            Min-SE: 90
            Allow: INVITE, ACK, CANCEL, BYE
            Content-Type: application/sdp
            Content-Length: 151

            v=0
            o=alice 2890844526 2890844526 IN IP4 client.atlanta.example.com
            s=-
            c=IN IP4 192.0.2.101
            t=0 0
            m=audio 49172 RTP/AVP 0
            a=rtpmap:0 PCMU/8000
            """;

    private static final String RINGING = """
            SIP/2.0 180 Ringing
            Via: SIP/2.0/TCP client.atlanta.example.com:5060;branch=z9hG4bK74bf9;received=192.0.2.101
            From: "Alice" <sip:alice@atlanta.example.com>;tag=9fxced76sl
            To: "Bob" <sip:bob@biloxi.example.com>;tag=8321234356
            Call-ID: 3848276298220188511@atlanta.example.com
            CSeq: 1 INVITE
            Contact: <sip:bob@client.biloxi.example.com;transport=tcp>
            Require: 100rel
            RSeq: 988789
            Content-Length: 0

            """;

    private static final String PRACK = """
            PRACK sip:bob@client.biloxi.example.com;transport=tcp SIP/2.0
            Via: SIP/2.0/TCP client.atlanta.example.com:5060;branch=z9hG4bK74bg7
            Max-Forwards: 70
            From: "Alice" <sip:alice@atlanta.example.com>;tag=9fxced76sl
            To: "Bob" <sip:bob@biloxi.example.com>;tag=8321234356
            Call-ID: 3848276298220188511@atlanta.example.com
            CSeq: 2 PRACK
            RAck: 988789 1 INVITE
            Content-Length: 0

            """;

    private static final String NOTIFY = """
            NOTIFY sip:bob@client.biloxi.example.com SIP/2.0
            Via: SIP/2.0/UDP server.example.com:5060;branch=z9hG4bK4442
            Max-Forwards: 70
            From: <sip:bob@biloxi.example.com>;tag=4442
            To: <sip:bob@biloxi.example.com>;tag=78923
            Call-ID: 1349882@client.biloxi.example.com
            CSeq: 20 NOTIFY
            Event: message-summary
            Subscription-State: active;expires=3599
            Content-Type: application/simple-message-summary
            Content-Length: 43

            Messages-Waiting: yes
            Voice-Message: 4/8
            """;

    private static final String BYE = """
            BYE sip:alice@client.atlanta.example.com;transport=tcp SIP/2.0
            Via: SIP/2.0/TCP client.biloxi.example.com:5060;branch=z9hG4bKnashds7
            Route: <sip:ss2.biloxi.example.com;lr>
            Route: <sip:ss1.atlanta.example.com;lr>
            Max-Forwards: 70
            From: "Bob" <sip:bob@biloxi.example.com>;tag=8321234356
            To: "Alice" <sip:alice@atlanta.example.com>;tag=9fxced76sl
            Call-ID: 3848276298220188511@atlanta.example.com
            CSeq: 1 BYE
            Reason: SIP;cause=200;text="Call completed elsewhere"
            Content-Length: 0

            """;

    private static final List<String> FLOW = List.of(REGISTER, CHALLENGE, INVITE, RINGING, PRACK, NOTIFY, BYE);

    private final SipDecoder decoder = new SipDecoder(Limits.DEFAULT);

    private SipMessage read(String text) {
        Decoded decoded = decoder.datagram(WireText.octets(text));
        assertThat(decoded).isInstanceOf(Decoded.Message.class);
        return ((Decoded.Message) decoded).message();
    }

    @Test
    void what_is_in_our_spelling_comes_back_octet_by_octet() {
        for (String text : FLOW) {
            assertThat(new SipEncoder().encode(read(text))).isEqualTo(WireText.octets(text));
        }
    }

    @Test
    void one_connection_carries_them_all() {
        ByteBuffer in = ByteBuffer.wrap(WireText.octets(String.join("", FLOW)));
        List<String> read = new ArrayList<>();
        while (in.hasRemaining()) {
            read.add(((Decoded.Message) decoder.stream(in)).message().toString());
        }
        assertThat(read)
                .containsExactly(
                        "REGISTER (CSeq 2)",
                        "401 (CSeq 1 REGISTER)",
                        "INVITE (CSeq 1)",
                        "180 (CSeq 1 INVITE)",
                        "PRACK (CSeq 2)",
                        "NOTIFY (CSeq 20)",
                        "BYE (CSeq 1)");
    }

    @Test
    void typed_reading() {
        var invite = (SipRequest) read(INVITE);
        assertThat(invite.headers().supported()).containsExactly("100rel", "timer");
        assertThat(invite.headers().sessionExpires().orElseThrow().seconds()).isEqualTo(1800);
        assertThat(invite.headers().minSe()).hasValue(90);
        assertThat(invite.headers().allow()).contains(Method.CANCEL);
        assertThat(invite.headers().contentType().orElseThrow().is(ContentType.SDP))
                .isTrue();
        assertThat(read(RINGING).headers().rseq()).hasValue(988789);
        assertThat(read(PRACK).headers().rack().orElseThrow().method()).isEqualTo(Method.INVITE);
        assertThat(read(NOTIFY).headers().subscriptionState().orElseThrow().expires())
                .hasValue(3599);
        assertThat(read(BYE).headers().routes()).hasSize(2);
        assertThat(read(BYE).headers().reasons().getFirst().text()).contains("Call completed elsewhere");
        assertThat(read(REGISTER).headers().digestCredentials().getFirst().algorithm())
                .isEqualTo(DigestAlgorithm.MD5);
        assertThat(read(CHALLENGE).headers().challenges()).hasSize(2);
    }

    @Test
    void response_carries_what_rfc3261_8_2_6_2_wants() {
        var invite = (SipRequest) read(INVITE);
        SipResponse busy = SipResponse.to(invite, Status.BUSY_HERE, "b1");
        assertThat(busy.headers().vias()).isEqualTo(invite.headers().vias());
        assertThat(busy.headers().from()).isEqualTo(invite.headers().from());
        assertThat(busy.headers().to().tag()).contains("b1");
        assertThat(busy.headers().cseq()).isEqualTo(invite.headers().cseq());
        assertThat(busy.reason()).isEqualTo("Busy Here");
        assertThat(busy.headers().contact()).isEmpty();
        SipRequest inDialog = invite.with(invite.headers().to().withTag("kept"));
        assertThat(SipResponse.to(inDialog, Status.OK, "other").headers().to().tag())
                .contains("kept");
    }

    @Test
    void changing_a_message_leaves_the_first_one_alone() {
        var invite = (SipRequest) read(INVITE);
        SipRequest other = invite.with(new To(NameAddress.of(invite.requestUri())));
        assertThat(other.headers().to().address().displayName()).isEmpty();
        assertThat(invite.headers().to().address().displayName()).contains("Bob");
        assertThat(invite.headers().withoutTopVia().vias()).isEmpty();
        assertThat(invite.headers().vias()).hasSize(1);
    }
}
