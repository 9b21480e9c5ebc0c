package org.ringfort.edge.emergency;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.address.OtherUri;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.address.TelUri;
import org.ringfort.protocol.sip.address.Uri;

/**
 * The emergency numbers that are dialled here: some always, and those that the app says of the countries where trunks lead.
 * What the app said last holds while it is away. Any thread.
 */
public final class EmergencyNumbers {
    /** What rings for help somewhere; whoever dials it means it. */
    public static final Set<String> STANDARD = Set.of("112", "911", "999", "000", "110", "118", "119");

    /** More than all countries have. */
    private static final int MOST = 2_000;

    private static final String SERVICE = "service:sos";

    private final Set<String> always;
    private volatile Set<String> numbers;

    /** @param always as users dial them, whatever the app says */
    public EmergencyNumbers(Set<String> always) {
        this.always = Set.copyOf(always);
        this.numbers = this.always;
    }

    /** The app says which there are besides; what it said before no longer holds. */
    public void told(Collection<String> others) {
        Set<String> all = new HashSet<>(always);
        others.stream().filter(number -> number.length() <= 8).limit(MOST).forEach(all::add);
        numbers = Set.copyOf(all);
    }

    /** Whether a call begins with it that is to go past every limit. */
    public boolean calledBy(SipRequest request) {
        return request.is(Method.INVITE) && !request.isInDialog() && isOne(request.requestUri());
    }

    private boolean isOne(Uri uri) {
        return switch (uri) {
            case SipUri sip -> numbers.contains(sip.userText());
            case TelUri tel -> numbers.contains(tel.digits());
            case OtherUri other -> isService(other);
        };
    }

    /**
     * Whether it names the emergency service itself, or one of its kinds such as {@code urn:service:sos.fire}.
     *
     * @rfc 5031 4.2
     */
    public static boolean isService(OtherUri uri) {
        String rest = uri.rest().toLowerCase(Locale.ROOT);
        return uri.scheme().equals("urn") && (rest.equals(SERVICE) || rest.startsWith(SERVICE + "."));
    }
}
