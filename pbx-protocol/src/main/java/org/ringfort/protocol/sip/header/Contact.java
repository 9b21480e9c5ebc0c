package org.ringfort.protocol.sip.header;

import java.util.Optional;
import java.util.OptionalLong;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.address.Uri;
import org.ringfort.protocol.sip.grammar.Ascii;

/**
 * Where somebody can be reached, or in REGISTER all such places at once.
 *
 * @rfc 3261 20.10
 */
public sealed interface Contact extends Header {

    @Override
    default HeaderName name() {
        return HeaderName.CONTACT;
    }

    static Contact.At of(Uri uri) {
        return new At(NameAddress.of(uri));
    }

    /** {@code Contact: *}: every binding of the address-of-record. */
    record Any() implements Contact {
        @Override
        public void appendTo(StringBuilder out) {
            out.append('*');
        }
    }

    /**
     * One place.
     *
     * @param address with {@code q}, {@code expires}, {@code +sip.instance}, {@code reg-id} among its parameters
     */
    record At(NameAddress address) implements Contact {
        /** Largest lifetime that a header can say, in seconds. */
        static final long MAX_SECONDS = 0xffff_ffffL;

        public Uri uri() {
            return address.uri();
        }

        /** The URI where it is a SIP or SIPS URI. */
        public Optional<SipUri> sipUri() {
            return address.sipUri();
        }

        /**
         * Seconds asked for or granted; empty where nothing is said or what is said is no number (RFC 3261 10.2.1.1).
         * A number too large counts as the largest.
         */
        public OptionalLong expires() {
            Optional<String> text = address.parameters().get("expires");
            return text.isEmpty() ? OptionalLong.empty() : Numbers.clamped(text.get(), MAX_SECONDS);
        }

        /** Preference in thousandths, 0 to 1000; 1000 where none is said or it is malformed. */
        public int q() {
            return address.parameters().get("q").map(Numbers::thousandths).orElse(1000);
        }

        /**
         * The {@code +sip.instance} without its angle brackets, such as {@code urn:uuid:…}.
         *
         * @rfc 5626 4.1
         */
        public Optional<String> instanceId() {
            return address.parameters()
                    .get("+sip.instance")
                    .map(text ->
                            text.startsWith("<") && text.endsWith(">") ? text.substring(1, text.length() - 1) : text)
                    .filter(text -> !text.isEmpty());
        }

        /** The {@code reg-id}, 1 to 2^31-1; 0 where there is none. */
        public int regId() {
            return (int) address.parameters()
                    .get("reg-id")
                    .filter(text -> !text.isEmpty() && Ascii.isDigit(text.charAt(0)))
                    .map(text -> Numbers.clamped(text, Integer.MAX_VALUE).orElse(0))
                    .orElse(0L)
                    .longValue();
        }

        public At withExpires(long seconds) {
            return with("expires", Long.toString(seconds));
        }

        /** Sets a parameter of the header; {@code value} gets quotes where it needs them. */
        public At with(String name, String value) {
            return new At(address.withParameters(address.parameters().with(name, value)));
        }

        @Override
        public void appendTo(StringBuilder out) {
            address.appendTo(out);
        }
    }
}
