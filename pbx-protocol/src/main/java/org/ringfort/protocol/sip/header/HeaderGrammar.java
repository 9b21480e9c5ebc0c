package org.ringfort.protocol.sip.header;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.grammar.Lexer;

/**
 * Which record reads which header, how many of it a message may have, and whether one that is malformed spoils the
 * message: it does where the header steers what we do, else it is kept as it came and has no meaning.
 *
 * @rfc 3261 7.3.1
 * @rfc 3261 8.2
 */
public final class HeaderGrammar {
    /** Members of one comma-separated line that become headers of their own. */
    private static final int MAX_MEMBERS = 128;

    private static final Map<HeaderName, Rule> RULES = new HashMap<>();

    /** Reads one line's value into {@code out}; false where it is malformed. */
    @FunctionalInterface
    private interface Reader {
        boolean read(HeaderName name, String text, List<Header> out);
    }

    private record Rule(Reader reader, boolean single, boolean strict) {}

    static {
        single(HeaderName.FROM, From::parse);
        single(HeaderName.TO, To::parse);
        single(HeaderName.CALL_ID, SipCallId::parse);
        single(HeaderName.CSEQ, CSeq::parse);
        single(HeaderName.MAX_FORWARDS, MaxForwards::parse);
        single(HeaderName.CONTENT_TYPE, ContentType::parse);
        single(HeaderName.EVENT, Event::parse);
        single(HeaderName.RSEQ, RSeq::parse);
        single(HeaderName.RACK, RAck::parse);
        single(HeaderName.SESSION_EXPIRES, SessionExpires::parse);
        single(HeaderName.MIN_SE, MinSe::parse);
        single(HeaderName.SUBSCRIPTION_STATE, SubscriptionState::parse);
        single(HeaderName.REFER_TO, ReferTo::parse);
        single(HeaderName.REPLACES, Replaces::parse);
        many(HeaderName.VIA, Via::read);
        many(HeaderName.ROUTE, in -> NameAddress.read(in, true).map(Route::new));
        many(HeaderName.RECORD_ROUTE, in -> NameAddress.read(in, true).map(RecordRoute::new));
        many(HeaderName.PATH, in -> NameAddress.read(in, true).map(Path::new));
        RULES.put(HeaderName.CONTACT, new Rule(HeaderGrammar::contacts, false, true));
        for (HeaderName name : List.of(HeaderName.REQUIRE, HeaderName.PROXY_REQUIRE)) {
            RULES.put(name, new Rule(one(text -> OptionTags.parse(name, text)), false, true));
        }
        for (HeaderName name : List.of(HeaderName.AUTHORIZATION, HeaderName.PROXY_AUTHORIZATION)) {
            RULES.put(name, new Rule(one(text -> Authorization.parse(name, text)), false, true));
        }
        lenient(HeaderName.EXPIRES, true, Expires::parse);
        lenient(HeaderName.MAX_BREADTH, true, MaxBreadth::parse);
        lenient(HeaderName.MIN_EXPIRES, true, MinExpires::parse);
        lenient(HeaderName.RETRY_AFTER, true, RetryAfter::parse);
        lenient(HeaderName.ALLOW, false, Allow::parse);
        for (HeaderName name : List.of(HeaderName.SUPPORTED, HeaderName.UNSUPPORTED)) {
            lenient(name, false, text -> OptionTags.parse(name, text));
        }
        for (HeaderName name : List.of(HeaderName.WWW_AUTHENTICATE, HeaderName.PROXY_AUTHENTICATE)) {
            lenient(name, false, text -> Authenticate.parse(name, text));
        }
        for (HeaderName name : List.of(HeaderName.USER_AGENT, HeaderName.SERVER)) {
            lenient(name, true, text -> Optional.of(new Product(name, text)));
        }
        RULES.put(HeaderName.REASON, new Rule(members(Reason::read), false, false));
    }

    private HeaderGrammar() {}

    private static void single(HeaderName name, Function<String, Optional<? extends Header>> parser) {
        RULES.put(name, new Rule(one(parser), true, true));
    }

    private static void lenient(HeaderName name, boolean single, Function<String, Optional<? extends Header>> parser) {
        RULES.put(name, new Rule(one(parser), single, false));
    }

    private static void many(HeaderName name, Function<Lexer, Optional<? extends Header>> reader) {
        RULES.put(name, new Rule(members(reader), false, true));
    }

    private static Reader one(Function<String, Optional<? extends Header>> parser) {
        return (name, text, out) -> {
            Optional<? extends Header> header = parser.apply(text);
            header.ifPresent(out::add);
            return header.isPresent();
        };
    }

    private static Reader members(Function<Lexer, Optional<? extends Header>> reader) {
        return (name, text, out) -> {
            var in = new Lexer(text);
            int before = out.size();
            do {
                Optional<? extends Header> member = reader.apply(in);
                member.ifPresent(out::add);
            } while (!in.failed() && out.size() - before < MAX_MEMBERS && in.take(','));
            if (in.complete()) {
                return true;
            }
            out.subList(before, out.size()).clear();
            return false;
        };
    }

    private static boolean contacts(HeaderName name, String text, List<Header> out) {
        if (text.equals("*")) {
            out.add(new Contact.Any());
            return true;
        }
        return members(in -> NameAddress.read(in, true).map(Contact.At::new)).read(name, text, out);
    }

    /** Whether a message may have this header once only, and a second one makes it ambiguous. */
    public static boolean isSingle(HeaderName name) {
        @Nullable Rule rule = RULES.get(name);
        return rule != null && rule.single();
    }

    /**
     * Reads one header line.
     *
     * @param value unfolded, without the space around it, without line breaks
     * @param out gets what was read: one header or several, a {@link RawHeader} where we do not understand it
     * @return false where the header is malformed and matters; {@code out} is then as before
     */
    public static boolean read(HeaderName name, String value, List<Header> out) {
        @Nullable Rule rule = RULES.get(name);
        if (rule != null && rule.reader().read(name, value, out)) {
            return true;
        }
        if (rule != null && rule.strict()) {
            return false;
        }
        out.add(new RawHeader(name, new HeaderValue(value)));
        return true;
    }
}
