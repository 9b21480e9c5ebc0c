package org.ringfort.edge.registration;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.ringfort.contract.control.v1.BindRequest;
import org.ringfort.contract.control.v1.ContactChange;
import org.ringfort.contract.control.v1.ContactChanges;
import org.ringfort.edge.controlplane.RequestFacts;
import org.ringfort.edge.transport.Flow;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.header.Contact;
import org.ringfort.protocol.sip.header.Header;
import org.ringfort.protocol.sip.header.HeaderName;
import org.ringfort.protocol.sip.header.OptionTags;
import org.ringfort.protocol.sip.header.Path;

/**
 * A REGISTER read: what the app is to be asked, or the refusal that needs no app. What is refused here depends on the
 * request alone, so it tells nothing of who exists.
 *
 * @rfc 3261 10.3
 */
sealed interface RegisterReading {
    int MOST_CONTACTS = 10;
    int LONGEST_URI = 1024;
    int MOST_HOPS = 5;
    String PATH = "path";
    String OUTBOUND = "outbound";
    String GRUU = "gruu";

    /** To be asked; who asks is filled in already, which edge is not. */
    record Ask(BindRequest.Builder request, String user, String domain) implements RegisterReading {}

    /** @param more headers that the answer needs */
    record Refuse(Status status, String why, List<Header> more) implements RegisterReading {
        Refuse(Status status, String why) {
            this(status, why, List.of());
        }
    }

    static RegisterReading of(SipRequest request, Flow flow) {
        if (!(request.requestUri() instanceof SipUri registrar)) {
            return new Refuse(Status.UNSUPPORTED_URI_SCHEME, "Request-URI is no SIP URI");
        }
        var address = request.headers().to().sipUri();
        if (address.isEmpty()) {
            return new Refuse(Status.UNSUPPORTED_URI_SCHEME, "To is no SIP URI");
        }
        String user = address.get().userText();
        String domain = registrar.host().text();
        if (user.isEmpty() || registrar.user().isPresent()) {
            return new Refuse(Status.BAD_REQUEST, "To names no user, or the Request-URI names one");
        }
        if (!address.get().host().equals(registrar.host())) {
            return new Refuse(Status.NOT_FOUND, "To is of another domain than the Request-URI");
        }
        if (!sameAddress(request, address.get())) {
            return new Refuse(Status.FORBIDDEN, "third-party registration");
        }
        Optional<Refuse> lacking = lacking(request, flow);
        if (lacking.isPresent()) {
            return lacking.get();
        }
        var bind = BindRequest.newBuilder()
                .setRequester(RequestFacts.requester(request, flow))
                .setDomain(domain)
                .setUser(user)
                .setGruu(request.headers().understands(GRUU))
                .setFlow(flow.token());
        request.headers().paths().forEach(path -> bind.addPath(path.address().toString()));
        return change(request, bind).<RegisterReading>map(refusal -> refusal).orElse(new Ask(bind, user, domain));
    }

    /**
     * What the phone, or who is between it and us, would have to understand. A hop that the phone does not know of must not
     * put itself between it and its calls.
     *
     * @rfc 3327 5.3
     * @rfc 5626 6
     */
    private static Optional<Refuse> lacking(SipRequest request, Flow flow) {
        List<Path> hops = request.headers().paths();
        if (hops.size() > MOST_HOPS
                || hops.stream().anyMatch(hop -> hop.uri().toString().length() > LONGEST_URI)) {
            return refuse("a path too long");
        }
        if (!hops.isEmpty() && !request.headers().understands(PATH)) {
            return Optional.of(new Refuse(
                    Status.EXTENSION_REQUIRED,
                    "a path that the phone does not know of",
                    List.of(OptionTags.require(PATH))));
        }
        if (!flow.transport().isReliable() && request.headers().require().contains(OUTBOUND)) {
            return Optional.of(new Refuse(
                    Status.BAD_EXTENSION,
                    "outbound over datagrams",
                    List.of(OptionTags.unsupported(List.of(OUTBOUND)))));
        }
        boolean wanted =
                regIds(request).findAny().isPresent() && request.headers().understands(OUTBOUND);
        return wanted && isBehindAProxy(request) && !firstHopKeepsFlows(hops)
                ? Optional.of(new Refuse(Status.FIRST_HOP_LACKS_OUTBOUND_SUPPORT, "a first hop that keeps no flows"))
                : Optional.empty();
    }

    private static boolean isBehindAProxy(SipRequest request) {
        return request.headers().vias().size() > 1;
    }

    private static boolean firstHopKeepsFlows(List<Path> hops) {
        return !hops.isEmpty()
                && hops.getLast()
                        .sipUri()
                        .filter(first -> first.parameters().has("ob"))
                        .isPresent();
    }

    /** Contacts that are to be flows of an instance. */
    private static Stream<Contact.At> regIds(SipRequest request) {
        return request.headers().contacts().stream()
                .flatMap(contact -> contact instanceof Contact.At at ? Stream.of(at) : Stream.empty())
                .filter(at -> at.regId() > 0 && at.instanceId().isPresent());
    }

    /**
     * Whether what is bound is a flow that the phone keeps alive by the rules of outbound. Over datagrams it is not: nobody
     * answers STUN here.
     */
    static boolean usesOutbound(SipRequest request, Flow flow) {
        return flow.transport().isReliable()
                && request.headers().understands(OUTBOUND)
                && regIds(request).findAny().isPresent();
    }

    /** Whether we are the first hop, so that we say how often the flow is to be kept alive. */
    static boolean isFirstHop(SipRequest request) {
        return !isBehindAProxy(request);
    }

    /** Whether From says who To says: a device registers itself and nobody else. */
    private static boolean sameAddress(SipRequest request, SipUri to) {
        return request.headers()
                .from()
                .sipUri()
                .filter(from ->
                        from.userText().equals(to.userText()) && from.host().equals(to.host()))
                .isPresent();
    }

    private static Optional<Refuse> change(SipRequest request, BindRequest.Builder bind) {
        List<Contact> contacts = request.headers().contacts();
        OptionalLong expires = request.headers().expires();
        if (request.headers().all(HeaderName.CONTACT).size() != contacts.size()) {
            return refuse("a contact cannot be read"); // never to be taken for a query
        }
        if (contacts.isEmpty()) {
            bind.setQuery(true);
            return Optional.empty();
        }
        if (contacts.stream().anyMatch(Contact.Any.class::isInstance)) {
            if (contacts.size() > 1 || expires.isEmpty() || expires.getAsLong() != 0) {
                return refuse("Contact: * goes alone and with Expires: 0");
            }
            bind.setRemoveAll(true);
            return Optional.empty();
        }
        if (contacts.size() > MOST_CONTACTS) {
            return refuse("too many contacts");
        }
        if (contacts.size() > 1 && regIds(request).anyMatch(at -> at.expires().orElse(expires.orElse(1)) != 0)) {
            return refuse("a flow is registered alone"); // RFC 5626 6
        }
        boolean knownByFlow =
                !isBehindAProxy(request) || firstHopKeepsFlows(request.headers().paths());
        var changes = ContactChanges.newBuilder();
        for (Contact contact : contacts) {
            if (contact instanceof Contact.At at) {
                String uri = at.uri().toString();
                if (at.sipUri().isEmpty() || uri.length() > LONGEST_URI) {
                    return refuse("a contact is no SIP URI, or too long");
                }
                changes.addContacts(ContactChange.newBuilder()
                        .setUri(uri)
                        .setExpiresSeconds(at.expires().orElse(expires.orElse(-1)))
                        .setQ(at.q())
                        .setInstanceId(RequestFacts.printable(at.instanceId().orElse(""), 200))
                        .setRegId(knownByFlow && at.instanceId().isPresent() ? at.regId() : 0));
            }
        }
        bind.setContacts(changes);
        return Optional.empty();
    }

    private static Optional<Refuse> refuse(String why) {
        return Optional.of(new Refuse(Status.BAD_REQUEST, why));
    }
}
