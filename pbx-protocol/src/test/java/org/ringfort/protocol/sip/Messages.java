package org.ringfort.protocol.sip;

import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.ringfort.protocol.sip.address.Host;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.digest.Challenge;
import org.ringfort.protocol.sip.digest.DigestAlgorithm;
import org.ringfort.protocol.sip.grammar.Parameters;
import org.ringfort.protocol.sip.header.Authenticate;
import org.ringfort.protocol.sip.header.CSeq;
import org.ringfort.protocol.sip.header.Contact;
import org.ringfort.protocol.sip.header.ContentType;
import org.ringfort.protocol.sip.header.Expires;
import org.ringfort.protocol.sip.header.From;
import org.ringfort.protocol.sip.header.Header;
import org.ringfort.protocol.sip.header.HeaderValue;
import org.ringfort.protocol.sip.header.Headers;
import org.ringfort.protocol.sip.header.MaxForwards;
import org.ringfort.protocol.sip.header.OptionTags;
import org.ringfort.protocol.sip.header.Product;
import org.ringfort.protocol.sip.header.RawHeader;
import org.ringfort.protocol.sip.header.Reason;
import org.ringfort.protocol.sip.header.Route;
import org.ringfort.protocol.sip.header.SessionExpires;
import org.ringfort.protocol.sip.header.SipCallId;
import org.ringfort.protocol.sip.header.To;
import org.ringfort.protocol.sip.header.Via;

/** Any message that can be made. */
public final class Messages {
    private Messages() {}

    public static Arbitrary<String> tokens() {
        return Arbitraries.strings()
                .withChars("abcXYZ019-.!%*_+`'~")
                .ofMinLength(1)
                .ofMaxLength(12);
    }

    /** Text that people may write, without line breaks. */
    public static Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withCharRange(' ', '\u007f')
                .withChars("\"\\<>;,äß☎Я")
                .ofMaxLength(16);
    }

    static Arbitrary<Host> hosts() {
        return Arbitraries.of("example.com", "10.0.0.1", "[2001:db8::1]", "a-b.c_d", "[::ffff:192.0.2.1]")
                .map(Host::new);
    }

    static Arbitrary<OptionalInt> ports() {
        return Arbitraries.integers().between(0, 65535).map(p -> p == 0 ? OptionalInt.empty() : OptionalInt.of(p));
    }

    static Arbitrary<Parameters> headerParameters() {
        return Combinators.combine(tokens(), texts(), Arbitraries.of(true, false))
                .as((name, value, flag) -> flag ? Parameters.NONE.withFlag(name) : Parameters.of(name, value));
    }

    public static Arbitrary<SipUri> uris() {
        Arbitrary<Optional<String>> users =
                texts().map(text -> text.isEmpty() ? Optional.<String>empty() : Optional.of(text));
        return Combinators.combine(
                        users, hosts(), ports(), Arbitraries.of(true, false), Arbitraries.of("", "tls", "%41b"))
                .as((user, host, port, secure, transport) -> {
                    SipUri uri = user.map(text -> SipUri.of(text, host)).orElse(SipUri.of(host));
                    if (!transport.isEmpty()) {
                        uri = uri.withParameter("transport", transport);
                    }
                    return new SipUri(
                            secure, uri.user(), uri.password(), host, port, uri.parameters(), Optional.empty());
                });
    }

    public static Arbitrary<NameAddress> addresses() {
        return Combinators.combine(texts(), uris(), headerParameters())
                .as((name, uri, parameters) -> new NameAddress(Optional.of(name), uri, parameters));
    }

    static Arbitrary<Via> vias() {
        return Combinators.combine(tokens(), hosts(), ports(), headerParameters())
                .as(Via::new);
    }

    static Arbitrary<Header> headers() {
        Arbitrary<Header> challenge = Combinators.combine(Arbitraries.of(DigestAlgorithm.class), texts(), texts())
                .as((algorithm, realm, nonce) ->
                        Authenticate.of(Challenge.Digest.auth(algorithm, realm, nonce, Optional.of(realm), false)));
        return Arbitraries.oneOf(
                vias().map(x -> x),
                addresses().map(Contact.At::new),
                addresses().map(Route::new),
                tokens().list()
                        .ofMaxSize(4)
                        .map(tags -> new OptionTags(org.ringfort.protocol.sip.header.HeaderName.SUPPORTED, tags)),
                Combinators.combine(tokens(), headerParameters()).as(Reason::new),
                challenge,
                Combinators.combine(tokens(), texts())
                        .as((name, value) -> new RawHeader(
                                org.ringfort.protocol.sip.header.HeaderName.of("X-" + name), printable(value))));
    }

    private static HeaderValue printable(String text) {
        return new HeaderValue(text.replace("\u007f", ""));
    }

    static Arbitrary<Headers> headerSets(Method method) {
        Arbitrary<Headers> mandatory = Combinators.combine(
                        vias(),
                        addresses(),
                        addresses(),
                        tokens(),
                        Arbitraries.integers().between(0, Integer.MAX_VALUE))
                .as((via, from, to, callId, cseq) ->
                        Headers.of(via, new From(from), new To(to), new SipCallId(callId), new CSeq(cseq, method)));
        Arbitrary<Headers> single = Combinators.combine(
                        Arbitraries.integers().between(0, 255),
                        Arbitraries.longs().between(0, 0xffff_ffffL),
                        texts())
                .as((hops, seconds, product) -> Headers.of(
                        new MaxForwards(hops),
                        new Expires(seconds),
                        new SessionExpires((int) (seconds >> 2), Optional.of(SessionExpires.Refresher.UAC)),
                        Product.userAgent(printable(product).text()),
                        ContentType.SDP));
        return Combinators.combine(mandatory, single, headers().list().ofMaxSize(8))
                .as((first, second, more) -> Headers.builder()
                        .addAll(first.asList())
                        .addAll(second.asList())
                        .addAll(more)
                        .build());
    }

    static Arbitrary<Body> bodies() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(64).map(Body::of);
    }

    public static Arbitrary<SipMessage> messages() {
        Arbitrary<SipMessage> requests = tokens().map(Method::of)
                .flatMap(method -> Combinators.combine(uris(), headerSets(method), bodies())
                        .as((uri, headers, body) -> new SipRequest(method, uri, headers, body)));
        Arbitrary<SipMessage> responses = Combinators.combine(
                        Arbitraries.integers().between(100, 699), texts(), headerSets(Method.INVITE), bodies())
                .as((code, reason, headers, body) ->
                        new SipResponse(Status.of(code), printable(reason).text(), headers, body));
        return Arbitraries.oneOf(requests, responses);
    }
}
