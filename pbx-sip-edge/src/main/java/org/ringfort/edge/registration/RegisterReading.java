package org.ringfort.edge.registration;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.ringfort.contract.control.v1.BindRequest;
import org.ringfort.contract.control.v1.ContactChange;
import org.ringfort.contract.control.v1.ContactChanges;
import org.ringfort.edge.controlplane.RequestFacts;
import org.ringfort.edge.transport.Flow;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.header.Contact;
import org.ringfort.protocol.sip.header.HeaderName;

/**
 * A REGISTER read: what the app is to be asked, or the refusal that needs no app. What is refused here depends on the
 * request alone, so it tells nothing of who exists.
 *
 * @rfc 3261 10.3
 */
sealed interface RegisterReading {
    int MOST_CONTACTS = 10;
    int LONGEST_URI = 1024;

    /** To be asked; who asks is filled in already, which edge is not. */
    record Ask(BindRequest.Builder request, String user, String domain) implements RegisterReading {}

    record Refuse(Status status, String why) implements RegisterReading {}

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
        var bind = BindRequest.newBuilder()
                .setRequester(RequestFacts.requester(request, flow))
                .setDomain(domain)
                .setUser(user)
                .setFlow(flow.token());
        request.headers().paths().forEach(path -> bind.addPath(path.address().toString()));
        return change(request, bind).<RegisterReading>map(refusal -> refusal).orElse(new Ask(bind, user, domain));
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
                        .setRegId(at.regId()));
            }
        }
        bind.setContacts(changes);
        return Optional.empty();
    }

    private static Optional<Refuse> refuse(String why) {
        return Optional.of(new Refuse(Status.BAD_REQUEST, why));
    }
}
