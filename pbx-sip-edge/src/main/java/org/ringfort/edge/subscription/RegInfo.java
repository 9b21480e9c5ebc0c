package org.ringfort.edge.subscription;

import java.util.List;
import java.util.Locale;
import org.ringfort.edge.topology.Xml;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.address.SipUri;

/**
 * Which phones of an extension are registered, or what has changed of them. Where they are is nobody's affair: each is called by
 * the address that all of them have, and told apart by its id.
 *
 * @param version one more for each document of a subscription
 * @param whole whether it tells of all that are registered
 * @param own whether who reads it is a phone of the extension itself
 * @rfc 3680 5
 */
record RegInfo(SipUri aor, String id, long version, boolean whole, State state, List<Phone> phones, boolean own) {
    private static final String NAMESPACE = "urn:ietf:params:xml:ns:reginfo";

    /** Of the address-of-record. */
    enum State {
        INIT,
        ACTIVE,
        TERMINATED
    }

    /** What became of a phone last. */
    enum Happened {
        REGISTERED,
        EXPIRED,
        DEACTIVATED,
        UNREGISTERED,
        REJECTED
    }

    /**
     * @param q thousandths
     * @param instance +sip.instance, or empty
     */
    record Phone(String id, int q, String instance, Happened last) {
        boolean active() {
            return last == Happened.REGISTERED;
        }

        Phone now(Happened what) {
            return new Phone(id, q, instance, what);
        }
    }

    Body body() {
        var out = new Xml();
        out.open("reginfo", "xmlns", NAMESPACE, "version", Long.toString(version), "state", whole ? "full" : "partial");
        out.open("registration", "aor", aor.toString(), "id", id, "state", word(state));
        phones.forEach(phone -> contact(out, phone));
        return out.close("registration").close("reginfo").body();
    }

    private void contact(Xml out, Phone phone) {
        out.open(
                "contact",
                "id",
                phone.id(),
                "state",
                phone.active() ? "active" : "terminated",
                "event",
                word(phone.last()),
                "q",
                String.format(Locale.ROOT, "%d.%03d", phone.q() / 1000, phone.q() % 1000));
        out.text("uri", aor.toString());
        if (own && !phone.instance().isEmpty()) {
            out.text("unknown-param", "\"<" + phone.instance() + ">\"", "name", "+sip.instance");
        }
        out.close("contact");
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
