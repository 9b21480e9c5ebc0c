package org.ringfort.app.recordings;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.protocol.sip.address.SipUri;

/**
 * A tenant's recording server: another maker's, to which recorded calls are sent while they go on (RFC 7866).
 *
 * @param uri {@code sips:} or {@code sip:} with {@code transport=tls}; empty: none is named
 * @param tlsName DNS name that its certificate must hold; empty: the host of the URI
 * @param authorities who may have signed it, PEM; empty: the certificate authorities of the edge
 */
public record RecordingServer(RecordingDestination destination, String uri, String tlsName, String authorities) {
    /** Where nothing was said. */
    public static final RecordingServer NONE = new RecordingServer(RecordingDestination.STORE, "", "", "");

    private static final int LONGEST_URI = 300;
    private static final int LONGEST_USER = 64;
    private static final Pattern HOST_NAME = Pattern.compile(
            "(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");
    private static final Pattern IP4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

    /** The URI in its parts, as calls need it. */
    public record Address(String user, String host, int port, String tlsName) {}

    /** Where it is; empty where recorded calls are not sent anywhere, or the URI is none of ours. */
    public Optional<Address> address() {
        return destination == RecordingDestination.STORE ? Optional.empty() : read();
    }

    private Optional<Address> read() {
        return SipUri.parse(uri).filter(RecordingServer::isOverTls).map(read -> {
            String host = host(read);
            return new Address(
                    read.userText(), host, read.port().orElse(0), tlsName.isEmpty() && isName(host) ? host : tlsName);
        });
    }

    /** Refuses what is no recording server, naming the field. */
    void check() {
        if (uri.isEmpty() && destination != RecordingDestination.STORE) {
            throw Problem.invalid("uri", "required", "Give the address of the recording server.");
        }
        if (!uri.isEmpty()) {
            checkUri();
        }
        if (!tlsName.isEmpty() && !isName(tlsName)) {
            throw Problem.invalid("tlsName", "malformed", "Give the name that its certificate must hold.");
        }
        checkAuthorities();
    }

    private void checkUri() {
        Optional<SipUri> read = SipUri.parse(uri).filter(known -> uri.length() <= LONGEST_URI);
        if (read.isEmpty()
                || read.get().password().isPresent()
                || read.get().headers().isPresent()
                || read.get().userText().length() > LONGEST_USER
                || !isHost(host(read.get()))) {
            throw Problem.invalid(
                    "uri", "malformed", "Give an address such as sips:recorder@recorder.example.net:5061.");
        }
        if (!isOverTls(read.get())) {
            throw Problem.invalid(
                    "uri", "insecure", "Its keys travel in its signalling: give sips:, or transport=tls.");
        }
        if (tlsName.isEmpty() && !isName(host(read.get()))) {
            throw Problem.invalid("tlsName", "required", "Give the name that its certificate must hold.");
        }
    }

    /** Nothing but the way there is understood of its parameters. */
    private static boolean isOverTls(SipUri uri) {
        boolean tls = uri.transport().filter("tls"::equalsIgnoreCase).isPresent();
        int others = uri.parameters().entries().size() - (uri.transport().isPresent() ? 1 : 0);
        return others == 0 && (tls || (uri.secure() && uri.transport().isEmpty()));
    }

    private static String host(SipUri uri) {
        String text = uri.host().text();
        return text.startsWith("[") ? text.substring(1, text.length() - 1) : text;
    }

    private static boolean isHost(String text) {
        return text.contains(":") || HOST_NAME.matcher(text).matches();
    }

    private static boolean isName(String text) {
        return HOST_NAME.matcher(text).matches() && !IP4.matcher(text).matches();
    }

    private void checkAuthorities() {
        if (authorities.isEmpty()) {
            return;
        }
        try {
            var octets = new ByteArrayInputStream(authorities.getBytes(StandardCharsets.US_ASCII));
            if (CertificateFactory.getInstance("X.509")
                    .generateCertificates(octets)
                    .isEmpty()) {
                throw new CertificateException("none");
            }
        } catch (CertificateException unreadable) {
            throw Problem.invalid("authorities", "malformed", "Give certificates in PEM.");
        }
    }
}
