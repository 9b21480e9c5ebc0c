package org.ringfort.protocol.sip.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.ringfort.protocol.sip.Messages;
import org.ringfort.protocol.sip.SipMessage;
import org.ringfort.protocol.sip.header.HeaderValue;
import org.ringfort.protocol.torture.WireText;

class CodecPropertiesTest {
    private final SipDecoder decoder = new SipDecoder(Limits.DEFAULT);

    @Provide
    Arbitrary<SipMessage> messages() {
        return Messages.messages();
    }

    @Property(tries = 400)
    void what_is_written_reads_the_same(@ForAll("messages") SipMessage message) {
        byte[] octets = new SipEncoder().encode(message);
        assertThat(decoder.datagram(octets)).isEqualTo(new Decoded.Message(message));
        ByteBuffer stream = ByteBuffer.wrap(octets);
        assertThat(decoder.stream(stream)).isEqualTo(new Decoded.Message(message));
        assertThat(stream.hasRemaining()).isFalse();
    }

    @Provide
    Arbitrary<byte[]> spoiltMessages() {
        List<byte[]> seeds =
                WireText.torture().stream().map(WireText.Case::octets).toList();
        Arbitrary<byte[]> noise =
                Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(4);
        Arbitrary<byte[]> sharp = Arbitraries.of("\r\n", "\r", "\n", "\0", "\"", "<", ":", ";", ",", "%", " ", "@", "[")
                .map(text -> text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return Combinators.combine(
                        Arbitraries.of(seeds),
                        Arbitraries.integers().between(0, 4000),
                        Arbitraries.integers().between(0, 6),
                        Arbitraries.oneOf(noise, sharp))
                .as(CodecPropertiesTest::splice);
    }

    private static byte[] splice(byte[] seed, int where, int removed, byte[] put) {
        int at = Math.min(where % (seed.length + 1), seed.length);
        var out = new ByteArrayOutputStream();
        out.write(seed, 0, at);
        out.writeBytes(put);
        int rest = Math.min(seed.length, at + removed);
        out.write(seed, rest, seed.length - rest);
        return out.toByteArray();
    }

    @Property(tries = 3000)
    void no_input_makes_a_throw(@ForAll("spoiltMessages") byte[] octets) {
        Decoded decoded = decoder.datagram(octets);
        switch (decoded) {
            case Decoded.Message message -> {
                byte[] written = new SipEncoder().encode(message.message());
                assertThat(decoder.datagram(written)).isEqualTo(decoded);
            }
            case Decoded.Refused refused ->
                assertThat(new SipEncoder().encode(refused, "x")).isNotEmpty();
            case Decoded.Hopeless hopeless ->
                assertThat(hopeless.fault().kind()).isNotNull();
            case Decoded.KeepAlive keepAlive -> assertThat(keepAlive.kind()).isNotNull();
            case Decoded.Incomplete incomplete -> throw new AssertionError("a datagram is never incomplete");
        }
        assertThat(everything(ByteBuffer.wrap(octets))).isNotNull();
    }

    @Property(tries = 1000)
    void no_octets_make_a_throw(@ForAll @Size(max = 300) byte[] octets) {
        assertThat(decoder.datagram(octets)).isNotNull();
        assertThat(everything(ByteBuffer.wrap(octets))).isNotNull();
    }

    /** All that a stream gives until it wants more or is spoilt. */
    private List<Decoded> everything(ByteBuffer in) {
        List<Decoded> all = new ArrayList<>();
        while (in.hasRemaining()) {
            int before = in.position();
            Decoded decoded = decoder.stream(in);
            if (decoded instanceof Decoded.Incomplete incomplete) {
                assertThat(incomplete.atLeastBytesMore()).isPositive();
                assertThat(in.position()).isEqualTo(before);
                break;
            }
            all.add(decoded);
            if (endsConnection(decoded)) {
                break;
            }
            assertThat(in.position()).isGreaterThan(before);
        }
        return all;
    }

    private static boolean endsConnection(Decoded decoded) {
        return (decoded instanceof Decoded.Refused refused && refused.fault().endsConnection())
                || (decoded instanceof Decoded.Hopeless hopeless
                        && hopeless.fault().endsConnection());
    }

    @Property(tries = 150)
    void a_stream_cut_anywhere_gives_the_same(
            @ForAll("messages") SipMessage first,
            @ForAll("messages") SipMessage second,
            @ForAll @Size(max = 6) List<Integer> cuts) {
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(new SipEncoder().encode(first));
        whole.writeBytes(new byte[] {'\r', '\n', '\r', '\n'});
        whole.writeBytes(new SipEncoder().encode(second));
        byte[] octets = whole.toByteArray();
        List<Decoded> atOnce = everything(ByteBuffer.wrap(octets));
        assertThat(atOnce)
                .containsExactly(
                        new Decoded.Message(first),
                        new Decoded.KeepAlive(Decoded.KeepAlive.Kind.PING),
                        new Decoded.Message(second));

        List<Integer> places = new ArrayList<>(cuts.stream()
                .map(cut -> Math.floorMod(cut, octets.length))
                .sorted()
                .toList());
        places.add(octets.length);
        List<Decoded> inPieces = new ArrayList<>();
        int from = 0;
        for (int place : places) {
            ByteBuffer part = ByteBuffer.wrap(octets, from, place - from);
            inPieces.addAll(everything(part));
            from = part.position();
        }
        assertThat(inPieces).isEqualTo(atOnce);
    }

    @Property(tries = 300)
    void header_value_never_breaks_its_line(@ForAll String text) {
        boolean breaks = text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0;
        assertThat(HeaderValue.parse(text).isEmpty()).isEqualTo(breaks);
        assertThatThrownBy(() -> new HeaderValue(text + "\r\nEvil: yes")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HeaderValue(text + "\n")).isInstanceOf(IllegalArgumentException.class);
    }
}
