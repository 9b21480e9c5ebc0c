package org.ringfort.protocol.sip.header;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.digest.Challenge;
import org.ringfort.protocol.sip.digest.Credentials;

/**
 * The headers of a message, in order, with typed access. Immutable; changing makes a copy of a short array.
 *
 * <p>Accessors of mandatory headers throw where the header is missing: that cannot happen in a message, whose
 * construction asks for them.
 *
 * @rfc 3261 7.3
 */
public final class Headers implements Iterable<Header> {
    public static final Headers EMPTY = new Headers(List.of());

    private final List<Header> list;

    private Headers(List<Header> list) {
        this.list = list;
    }

    public static Headers of(Header... headers) {
        return new Headers(List.of(headers));
    }

    public static Headers of(Collection<? extends Header> headers) {
        return new Headers(List.copyOf(headers));
    }

    public static Builder builder() {
        return new Builder();
    }

    /** A builder that begins with these headers. */
    public Builder toBuilder() {
        return new Builder().addAll(list);
    }

    /** Collects headers in order; one thread. */
    public static final class Builder {
        private final List<Header> list = new ArrayList<>(20);

        private Builder() {}

        public Builder add(Header header) {
            list.add(header);
            return this;
        }

        public Builder addAll(Collection<? extends Header> headers) {
            list.addAll(headers);
            return this;
        }

        public Builder add(Optional<? extends Header> header) {
            header.ifPresent(list::add);
            return this;
        }

        public Headers build() {
            return new Headers(List.copyOf(list));
        }
    }

    // ------------------------------------------------------------------ as a list

    public int size() {
        return list.size();
    }

    public List<Header> asList() {
        return list;
    }

    @Override
    public Iterator<Header> iterator() {
        return list.iterator();
    }

    public boolean has(HeaderName name) {
        return indexOf(name) >= 0;
    }

    /** The first header of that name. */
    public Optional<Header> first(HeaderName name) {
        int at = indexOf(name);
        return at < 0 ? Optional.empty() : Optional.of(list.get(at));
    }

    /** The first value of that name as text. */
    public Optional<String> text(HeaderName name) {
        return first(name).map(header -> header.value().text());
    }

    /** All headers of that name, in order. */
    public List<Header> all(HeaderName name) {
        List<Header> found = new ArrayList<>(4);
        for (Header header : list) {
            if (header.name().equals(name)) {
                found.add(header);
            }
        }
        return List.copyOf(found);
    }

    /** All headers of that type, in order. */
    public <T extends Header> List<T> all(Class<T> type) {
        List<T> found = new ArrayList<>(4);
        for (Header header : list) {
            if (type.isInstance(header)) {
                found.add(type.cast(header));
            }
        }
        return List.copyOf(found);
    }

    /** The first header of that type. */
    public <T extends Header> Optional<T> find(Class<T> type) {
        for (Header header : list) {
            if (type.isInstance(header)) {
                return Optional.of(type.cast(header));
            }
        }
        return Optional.empty();
    }

    private <T extends Header> T require(Class<T> type, HeaderName name) {
        for (Header header : list) {
            if (type.isInstance(header)) {
                return type.cast(header);
            }
        }
        throw new IllegalArgumentException("a message needs " + name);
    }

    private int indexOf(HeaderName name) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    // ------------------------------------------------------------------ changed copies

    /** Replaces every header of that name by this one, in the place of the first, or appends. */
    public Headers with(Header header) {
        int at = indexOf(header.name());
        if (at < 0) {
            return plus(header);
        }
        List<Header> copy = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            if (i == at) {
                copy.add(header);
            } else if (!list.get(i).name().equals(header.name())) {
                copy.add(list.get(i));
            }
        }
        return of(copy);
    }

    /** Appends. */
    public Headers plus(Header header) {
        List<Header> copy = new ArrayList<>(list.size() + 1);
        copy.addAll(list);
        copy.add(header);
        return of(copy);
    }

    /** Puts this one before all others; so a Via becomes the topmost. */
    public Headers plusFirst(Header header) {
        List<Header> copy = new ArrayList<>(list.size() + 1);
        copy.add(header);
        copy.addAll(list);
        return of(copy);
    }

    /** Without any header of that name. */
    public Headers without(HeaderName name) {
        return has(name)
                ? of(list.stream().filter(header -> !header.name().equals(name)).toList())
                : this;
    }

    /** Without the topmost Via. */
    public Headers withoutTopVia() {
        int at = indexOf(HeaderName.VIA);
        if (at < 0) {
            return this;
        }
        List<Header> copy = new ArrayList<>(list);
        copy.remove(at);
        return of(copy);
    }

    /** The topmost Via replaced, the others kept. */
    public Headers withTopVia(Via via) {
        return withoutTopVia().plusFirst(via);
    }

    // ------------------------------------------------------------------ by meaning

    /** Topmost first. */
    public List<Via> vias() {
        return all(Via.class);
    }

    /** Of a message that came or is about to leave. */
    public Via topVia() {
        return require(Via.class, HeaderName.VIA);
    }

    public From from() {
        return require(From.class, HeaderName.FROM);
    }

    public To to() {
        return require(To.class, HeaderName.TO);
    }

    public String callId() {
        return require(SipCallId.class, HeaderName.CALL_ID).text();
    }

    public CSeq cseq() {
        return require(CSeq.class, HeaderName.CSEQ);
    }

    /** Empty where none is said; 70 is then meant (RFC 3261 16.6). */
    public OptionalInt maxForwards() {
        Optional<MaxForwards> header = find(MaxForwards.class);
        return header.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(header.get().hops());
    }

    /** In order, the asterisk included. */
    public List<Contact> contacts() {
        return all(Contact.class);
    }

    /** The first contact that is a place. */
    public Optional<Contact.At> contact() {
        return find(Contact.At.class);
    }

    public List<Route> routes() {
        return all(Route.class);
    }

    public List<RecordRoute> recordRoutes() {
        return all(RecordRoute.class);
    }

    public List<Path> paths() {
        return all(Path.class);
    }

    /** Seconds; empty where nothing, or nothing readable, is said. */
    public OptionalLong expires() {
        Optional<Expires> header = find(Expires.class);
        return header.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(header.get().seconds());
    }

    /** Seconds. */
    public OptionalLong minExpires() {
        Optional<MinExpires> header = find(MinExpires.class);
        return header.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(header.get().seconds());
    }

    /** Credentials for a 401, in order. */
    public List<Credentials> authorizations() {
        return all(Authorization.class).stream()
                .filter(header -> header.name().equals(HeaderName.AUTHORIZATION))
                .map(Authorization::credentials)
                .toList();
    }

    /** Digest credentials for a 401 of an algorithm that we know, in order. */
    public List<Credentials.Digest> digestCredentials() {
        return authorizations().stream()
                .filter(Credentials.Digest.class::isInstance)
                .map(Credentials.Digest.class::cast)
                .toList();
    }

    /** Challenges of a 401 or 407, in order. */
    public List<Challenge> challenges() {
        return all(Authenticate.class).stream().map(Authenticate::challenge).toList();
    }

    public List<String> require() {
        return tags(HeaderName.REQUIRE);
    }

    public List<String> proxyRequire() {
        return tags(HeaderName.PROXY_REQUIRE);
    }

    public List<String> supported() {
        return tags(HeaderName.SUPPORTED);
    }

    public List<String> unsupported() {
        return tags(HeaderName.UNSUPPORTED);
    }

    /** Whether the sender supports or requires the extension. */
    public boolean understands(String tag) {
        return supported().contains(tag) || require().contains(tag);
    }

    private List<String> tags(HeaderName name) {
        List<String> tags = new ArrayList<>(4);
        for (Header header : list) {
            if (header instanceof OptionTags line && line.name().equals(name)) {
                tags.addAll(line.tags());
            }
        }
        return List.copyOf(tags);
    }

    /** Empty list where nothing is said. */
    public List<Method> allow() {
        return all(Allow.class).stream()
                .flatMap(line -> line.methods().stream())
                .toList();
    }

    public Optional<SessionExpires> sessionExpires() {
        return find(SessionExpires.class);
    }

    /** Seconds. */
    public OptionalInt minSe() {
        Optional<MinSe> header = find(MinSe.class);
        return header.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(header.get().seconds());
    }

    public OptionalLong rseq() {
        Optional<RSeq> header = find(RSeq.class);
        return header.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(header.get().number());
    }

    public Optional<RAck> rack() {
        return find(RAck.class);
    }

    public Optional<Event> event() {
        return find(Event.class);
    }

    public Optional<SubscriptionState> subscriptionState() {
        return find(SubscriptionState.class);
    }

    public Optional<ContentType> contentType() {
        return find(ContentType.class);
    }

    /** Seconds. */
    public OptionalLong retryAfter() {
        Optional<RetryAfter> header = find(RetryAfter.class);
        return header.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(header.get().seconds());
    }

    public List<Reason> reasons() {
        return all(Reason.class);
    }

    /** Of a request; as the sender wrote it. */
    public Optional<String> userAgent() {
        return text(HeaderName.USER_AGENT);
    }

    // ------------------------------------------------------------------ value

    @Override
    public boolean equals(Object other) {
        return other instanceof Headers that && list.equals(that.list);
    }

    @Override
    public int hashCode() {
        return list.hashCode();
    }

    /** The names alone: values may be private. */
    @Override
    public String toString() {
        return list.stream().map(Header::name).toList().toString();
    }
}
