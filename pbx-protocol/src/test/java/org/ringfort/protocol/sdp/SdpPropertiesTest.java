package org.ringfort.protocol.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ringfort.kernel.secret.Secret;

class SdpPropertiesTest {
    private static final String SEED = """
            v=0
            o=- 1 1 IN IP4 192.0.2.1
            s=-
            c=IN IP4 192.0.2.1
            t=0 0
            m=audio 4000 RTP/SAVP 0 101
            a=rtpmap:101 telephone-event/8000
            a=fmtp:101 0-15
            a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz|2^31
            a=rtcp:4001
            a=mid:0
            a=ice-ufrag:8hhY
            a=ice-pwd:asd88fgpdd777uzjYhagZg
            a=ice-options:ice2 trickle
            a=candidate:2 1 UDP 1694498815 192.0.2.3 45664 typ srflx raddr 10.0.1.1 rport 8998 generation 0
            a=tls-id:abc3de65cddef001be82
            a=zrtp-hash:1.10 fe30efd02423cb054e50efd0248742ac7a52c8f91bc2df881ae642c371ba46df
            """;

    @Property(tries = 500)
    void what_is_written_reads_the_same(@ForAll("sessions") SessionDescription session) {
        assertThat(SdpDecoder.decode(Limits.DEFAULT, SdpEncoder.encode(session)))
                .isEqualTo(new Decoded.Description(session));
    }

    @Property(tries = 2000)
    void any_octets_give_a_value(@ForAll byte[] octets) {
        assertThat(SdpDecoder.decode(Limits.DEFAULT, octets)).isNotNull();
    }

    @Property(tries = 3000)
    void a_damaged_description_gives_a_value_that_writes_and_reads_the_same(@ForAll("damage") List<int[]> damage) {
        byte[] octets = SEED.getBytes(StandardCharsets.UTF_8);
        damage.forEach(change -> octets[change[0] % octets.length] = (byte) change[1]);

        if (SdpDecoder.decode(Limits.DEFAULT, octets) instanceof Decoded.Description read) {
            assertThat(SdpDecoder.decode(Limits.DEFAULT, SdpEncoder.encode(read.session())))
                    .isEqualTo(read);
        }
    }

    @Provide
    Arbitrary<List<int[]>> damage() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 10_000),
                        Arbitraries.integers().between(0, 255))
                .as((at, octet) -> new int[] {at, octet})
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<SessionDescription> sessions() {
        Arbitrary<Origin> origins = Combinators.combine(word(), digits(), digits(), family(), word())
                .as(Origin::new);
        Arbitrary<Connection> connections = connections();
        return Combinators.combine(
                        origins,
                        word(),
                        connections.optional(),
                        attributes(),
                        media().list().ofMaxSize(4))
                .as(SessionDescription::new);
    }

    private Arbitrary<MediaDescription> media() {
        return Combinators.combine(
                        token(),
                        Arbitraries.integers().between(0, 65_535),
                        word(),
                        word().list().ofMinSize(1).ofMaxSize(8),
                        connections().optional(),
                        attributes())
                .as(MediaDescription::new);
    }

    private Arbitrary<List<Attribute>> attributes() {
        Arbitrary<Attribute> maps = Combinators.combine(
                        Arbitraries.integers().between(0, 127),
                        token(),
                        Arbitraries.integers().between(1, 192_000),
                        Arbitraries.integers().between(1, 8))
                .as(Attribute.RtpMap::new);
        Arbitrary<Attribute> parameters = Combinators.combine(word(), word()).as(Attribute.FormatParameters::new);
        Arbitrary<Attribute> rtcp = Combinators.combine(
                        Arbitraries.integers().between(1, 65_535), connections().optional())
                .as(Attribute.RtcpAddress::new);
        Arbitrary<Attribute.InlineKey> keys = Combinators.combine(
                        Arbitraries.bytes()
                                .array(byte[].class)
                                .ofMinSize(1)
                                .ofMaxSize(64)
                                .map(Secret::of),
                        digits().map(text -> "2^" + text).optional(),
                        Combinators.combine(digits(), Arbitraries.integers().between(1, 128))
                                .as(Attribute.Mki::new)
                                .optional())
                .as(Attribute.InlineKey::new);
        Arbitrary<Attribute> cryptos = Combinators.combine(
                        Arbitraries.integers().between(0, 999_999_999),
                        token(),
                        keys.list().ofMinSize(1).ofMaxSize(3),
                        word().list().ofMaxSize(3))
                .as(Attribute.Crypto::new);
        Arbitrary<Attribute> others = Combinators.combine(token().map(text -> "x-" + text), word().optional())
                .as(Attribute.Other::new);
        Arbitrary<Attribute> fixed = Arbitraries.of(List.of(
                Attribute.Direction.INACTIVE,
                Attribute.Direction.SENDRECV,
                new Attribute.RtcpMux(),
                new Attribute.ExtendedReports(List.of("rcvr-rtt=all:100", "voip-metrics")),
                new Attribute.IceLite(),
                new Attribute.EndOfCandidates(),
                new Attribute.PacketTime(20),
                Attribute.Setup.PASSIVE,
                new Attribute.ZrtpHash("1.10", "0a".repeat(32)),
                new Attribute.Fingerprint("sha-256", "AB:CD:00")));
        return Arbitraries.oneOf(maps, parameters, rtcp, cryptos, ice(), sections(), others, fixed)
                .list()
                .ofMaxSize(6);
    }

    private Arbitrary<Attribute> ice() {
        Arbitrary<Attribute> fragments = iceText(4, 256).map(Attribute.IceUfrag::new);
        Arbitrary<Attribute> passwords = iceText(22, 256).map(Secret::ofText).map(Attribute.IcePwd::new);
        Arbitrary<Attribute> options =
                iceText(1, 12).list().ofMinSize(1).ofMaxSize(4).map(Attribute.IceOptions::new);
        Arbitrary<Integer> ports = Arbitraries.integers().between(0, 65_535);
        Arbitrary<Attribute> candidates = Combinators.combine(
                        iceText(1, 32),
                        Arbitraries.integers().between(1, 256),
                        token(),
                        Arbitraries.integers().between(1, Integer.MAX_VALUE),
                        word(),
                        ports,
                        token(),
                        Combinators.combine(word(), ports)
                                .as(Attribute.RelatedAddress::new)
                                .optional())
                .as(Attribute.Candidate::new);
        return Arbitraries.oneOf(fragments, passwords, options, candidates);
    }

    /** What names media sections and what they share. */
    private Arbitrary<Attribute> sections() {
        Arbitrary<Attribute> mids = token().map(Attribute.Mid::new);
        Arbitrary<Attribute> groups =
                Combinators.combine(token(), token().list().ofMaxSize(4)).as(Attribute.Group::new);
        Arbitrary<Attribute> ids = iceText(20, 255).map(text -> new Attribute.TlsId(text.replace('+', '-')));
        return Arbitraries.oneOf(mids, groups, ids);
    }

    private Arbitrary<Connection> connections() {
        return Combinators.combine(family(), word().map(text -> text.replace('/', '.')))
                .as(Connection::new);
    }

    private static Arbitrary<AddressType> family() {
        return Arbitraries.of(AddressType.class);
    }

    private static Arbitrary<String> digits() {
        return Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(18);
    }

    private static Arbitrary<String> iceText(int least, int most) {
        return Arbitraries.strings()
                .alpha()
                .numeric()
                .withChars("+/")
                .ofMinLength(least)
                .ofMaxLength(most);
    }

    private static Arbitrary<String> token() {
        return Arbitraries.strings()
                .alpha()
                .numeric()
                .withChars("-_.!*")
                .ofMinLength(1)
                .ofMaxLength(12);
    }

    private static Arbitrary<String> word() {
        return Arbitraries.strings()
                .withCharRange('!', '~')
                .withChars('é', '漢')
                .ofMinLength(1)
                .ofMaxLength(20);
    }
}
