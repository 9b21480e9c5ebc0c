package org.ringfort.media.negotiation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.ringfort.media.dtls.Fingerprint;
import org.ringfort.protocol.sdp.AddressType;
import org.ringfort.protocol.sdp.Attribute;
import org.ringfort.protocol.sdp.Attribute.Direction;
import org.ringfort.protocol.sdp.MediaDescription;
import org.ringfort.protocol.sdp.Origin;
import org.ringfort.protocol.sdp.SdpEncoder;
import org.ringfort.protocol.sdp.SessionDescription;

/**
 * What a description tells of a Hello, and whom that is told to.
 *
 * @rfc 6189 8
 * @rfc 6189 8.1
 */
class ZrtpNegotiationTest {
    private static final Floor ZRTP = new Floor(List.of(Keying.ZRTP), Floor.EVERY_PROFILE, Floor.EVERY_CODEC, true);
    private static final Floor CLEAR =
            new Floor(List.of(Keying.SDES, Keying.CLEAR), Floor.EVERY_PROFILE, Floor.EVERY_CODEC, true);
    private static final LocalPort PORT = new LocalPort(AddressType.IP4, "192.0.2.1", 10_000);
    private static final String HASH = "0123456789abcdef".repeat(4);
    private static final String LINE = "a=zrtp-hash:1.10 " + HASH;

    @Test
    void rfc6189_8_1_each_version_has_a_hash_of_its_own_and_all_pass() {
        String other = "a=zrtp-hash:1.00 " + HASH;
        RemoteAudio audio = agreed(read(ZRTP, "m=audio 4000 RTP/AVP 0", LINE, other));
        assertThat(audio.hellos())
                .containsExactly(new Attribute.ZrtpHash("1.10", HASH), new Attribute.ZrtpHash("1.00", HASH));
        assertThat(section(audio).attributes(Attribute.ZrtpHash.class)).isEqualTo(audio.hellos());
    }

    @Test
    void more_of_them_than_there_are_versions_are_none() {
        String[] lines = {"m=audio 4000 RTP/AVP 0", LINE, LINE, LINE, LINE, LINE};
        assertThat(read(ZRTP, lines)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void the_section_goes_before_the_session() {
        String ours = LINE.replace("0123", "ffff");
        RemoteAudio audio = agreed(read(ZRTP, LINE, "m=audio 4000 RTP/AVP 0", ours));
        assertThat(audio.hellos()).extracting(Attribute.ZrtpHash::hello).containsExactly(HASH.replace("0123", "ffff"));
    }

    /** A named exception stays one: nothing of a hash is believed there. */
    @Test
    void where_clear_media_is_allowed_and_zrtp_is_not_a_hash_changes_nothing() {
        RemoteAudio audio = agreed(read(CLEAR, "m=audio 4000 RTP/AVP 0", LINE));
        assertThat(audio.keying()).isEqualTo(Keying.CLEAR);
        assertThat(audio.hellos()).isEmpty();
    }

    @Test
    void an_end_that_checks_its_paths_is_not_answered_as_one() {
        RemoteAudio audio = agreed(read(
                ZRTP,
                "m=audio 4000 RTP/AVP 0",
                LINE,
                "a=rtcp-mux",
                "a=ice-ufrag:8hhY",
                "a=ice-pwd:asd88fgpdd777uzjYhagZg"));
        assertThat(audio.path().ice()).isEmpty();
        assertThat(section(audio).attribute(Attribute.IceUfrag.class)).isEmpty();
    }

    /** Whatever an end says besides, of the kind of lines that there are: the other is told of its Hello, and no word more. */
    @Property(tries = 500)
    void of_all_that_an_end_says_its_hash_alone_comes_out_at_the_other(@ForAll("says") List<String> says) {
        String[] lines = new String[says.size() + 2];
        lines[0] = "m=audio 4000 RTP/AVP 0";
        lines[1] = LINE;
        for (int at = 0; at < says.size(); at++) {
            lines[at + 2] = says.get(at);
        }
        String told = told(section(agreed(read(ZRTP, lines))));
        assertThat(told).contains("\r\n" + LINE + "\r\n").doesNotContain("secret", "198.51.100");
        assertThat(told.lines())
                .allMatch(line -> line.matches("[vosct]=.*|m=audio 10000 RTP/AVP 0|a=rtpmap:0 PCMU/8000|a=ptime:20"
                        + "|a=zrtp-hash:.*|a=rtcp-mux|a=send(recv|only)|a=recvonly|a=inactive"));
    }

    @Provide
    Arbitrary<List<String>> says() {
        Arbitrary<String> names = Arbitraries.of(
                "tool",
                "x-nat",
                "ssrc",
                "rtcp-fb",
                "extmap",
                "candidate",
                "zrtp-hash",
                "fmtp",
                "crypto",
                "label",
                "msid");
        Arbitrary<String> values = Arbitraries.strings()
                .withCharRange('!', '~')
                .ofMaxLength(20)
                .map(text -> "secret 198.51.100.7 " + text);
        return Combinators.combine(names, values)
                .as((name, value) -> "a=" + name + ":" + value)
                .list()
                .ofMaxSize(8);
    }

    private static MediaDescription section(RemoteAudio audio) {
        return agreed(OfferWriter.write(
                        ZRTP,
                        new OwnKeys(new SecureRandom(), new Fingerprint("sha-256", "AB:CD")),
                        audio.formats(),
                        EndToEnd.of(audio),
                        20,
                        Direction.SENDRECV,
                        PORT,
                        Optional.empty(),
                        Optional.empty()))
                .sections()
                .getFirst();
    }

    private static String told(MediaDescription section) {
        var origin = new Origin("-", "1", "1", AddressType.IP4, "192.0.2.1");
        return new String(
                SdpEncoder.encode(new SessionDescription(
                        origin, "-", Optional.of(PORT.connection()), List.of(), List.of(section))),
                StandardCharsets.UTF_8);
    }

    private static Outcome<RemoteAudio> read(Floor floor, String... lines) {
        String head = "v=0\r\no=secret 7 8 IN IP4 198.51.100.7\r\ns=secret\r\nc=IN IP4 198.51.100.7\r\nt=0 0\r\n";
        byte[] body = (head + String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8);
        return OfferReader.read(body, floor).then(offer -> new Outcome.Agreed<>(offer.audio()));
    }

    private static <T> T agreed(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Agreed<T> agreed -> agreed.value();
            case Outcome.Refused<T> refused ->
                throw new AssertionError(refused.refusal().toString());
        };
    }
}
