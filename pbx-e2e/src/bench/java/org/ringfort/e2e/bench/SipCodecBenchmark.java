package org.ringfort.e2e.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.ringfort.protocol.sip.SipMessage;
import org.ringfort.protocol.sip.codec.Decoded;
import org.ringfort.protocol.sip.codec.Limits;
import org.ringfort.protocol.sip.codec.SipDecoder;
import org.ringfort.protocol.sip.codec.SipEncoder;

/** One message read, or written. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SipCodecBenchmark {
    private static final byte[] REGISTER = octets("""
            REGISTER sip:acme.example SIP/2.0
            Via: SIP/2.0/TLS 10.1.2.3:49152;branch=z9hG4bK-7f3a1c9e;rport;alias
            Max-Forwards: 70
            From: "Reception" <sip:101@acme.example>;tag=8f2b1c
            To: "Reception" <sip:101@acme.example>
            Call-ID: 5f0c2c7e-1d7f-4f0b-9b0a-5b6f9d3f2a11
            CSeq: 4711 REGISTER
            Contact: <sip:101@10.1.2.3:49152;transport=tls>;expires=300;+sip.instance="<urn:uuid:6e1b7f0a-7d6b-4a6e-9b7c-3b9f1a2c3d4e>";reg-id=1
            Authorization: Digest username="d-8231", realm="acme.example", nonce="MTcwMDAwMDAwMDpBQkNERUZHSElKS0xNTk9Q", uri="sip:acme.example", response="753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1", algorithm=SHA-256, qop=auth, nc=00000001, cnonce="f2wE4q74E6zI"
            Supported: path, outbound, gruu
            Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, NOTIFY, UPDATE, REFER
            User-Agent: Example Phone 1.2.3
            Content-Length: 0

            """);

    private static final byte[] INVITE = octets("""
            INVITE sip:102@acme.example SIP/2.0
            Via: SIP/2.0/TLS 10.1.2.3:49152;branch=z9hG4bK-7f3a1c9f;rport;alias
            Max-Forwards: 70
            From: "Reception" <sip:101@acme.example>;tag=8f2b1d
            To: <sip:102@acme.example>
            Call-ID: 8d1f2a3b-9c0d-4e5f-8a1b-2c3d4e5f6a7b
            CSeq: 1 INVITE
            Contact: <sip:101@10.1.2.3:49152;transport=tls>
            Supported: 100rel, timer, replaces
            Session-Expires: 1800;refresher=uac
            Min-SE: 90
            Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, NOTIFY, UPDATE, REFER
            User-Agent: Example Phone 1.2.3
            Content-Type: application/sdp
            Content-Length: 260

            v=0
            o=- 20518 0 IN IP4 10.1.2.3
            s=-
            c=IN IP4 10.1.2.3
            t=0 0
            m=audio 54400 RTP/SAVP 0 8 101
            a=rtpmap:0 PCMU/8000
            a=rtpmap:8 PCMA/8000
            a=rtpmap:101 telephone-event/8000
            a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz
            """);

    private final SipDecoder decoder = new SipDecoder(Limits.DEFAULT);
    private final SipEncoder encoder = new SipEncoder();
    private final SipMessage register = message(REGISTER);
    private final SipMessage invite = message(INVITE);

    private static byte[] octets(String text) {
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private SipMessage message(byte[] octets) {
        if (decoder.datagram(octets) instanceof Decoded.Message message) {
            return message.message();
        }
        throw new IllegalStateException("the benchmark's own message is refused: " + decoder.datagram(octets));
    }

    @Benchmark
    public Decoded decodeRegister() {
        return decoder.datagram(REGISTER);
    }

    @Benchmark
    public Decoded decodeInviteFromStream() {
        return decoder.stream(ByteBuffer.wrap(INVITE));
    }

    @Benchmark
    public byte[] encodeRegister() {
        return encoder.encode(register);
    }

    @Benchmark
    public byte[] encodeInvite() {
        return encoder.encode(invite);
    }
}
