package org.ringfort.edge.controlplane;

import java.util.List;
import java.util.Optional;
import org.ringfort.contract.control.v1.ClientCertificate;
import org.ringfort.contract.control.v1.Credentials;
import org.ringfort.contract.control.v1.DigestAlgorithm;
import org.ringfort.contract.control.v1.Requester;
import org.ringfort.contract.control.v1.ShownCertificate;
import org.ringfort.contract.control.v1.Source;
import org.ringfort.contract.control.v1.Transport;
import org.ringfort.edge.transport.Flow;
import org.ringfort.edge.transport.TransportKind;
import org.ringfort.edge.transport.tls.PeerCertificate;
import org.ringfort.edge.transport.tls.TlsFacts;
import org.ringfort.kernel.secret.Secret;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.OtherUri;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.address.TelUri;

/** What the app is told of a request: who says to ask, from where, with which proof. No SIP header travels. */
public final class RequestFacts {
    private static final int MOST_CREDENTIALS = 4;
    private static final int LONGEST_USER_AGENT = 200;

    private RequestFacts() {}

    public static Requester requester(SipRequest request, Flow flow) {
        var requester = Requester.newBuilder()
                .setMethod(request.method().name())
                .setRequestUri(request.requestUri().toString())
                .setSource(source(flow))
                .setUserAgent(userAgent(request))
                .setSipCallId(request.headers().callId())
                .setCseq(request.headers().cseq().number())
                .setFromUser(user(request.headers().from().address()));
        request.headers().digestCredentials().stream()
                .limit(MOST_CREDENTIALS)
                .flatMap(offered -> credentials(offered).stream())
                .forEach(requester::addCredentials);
        bearer(request, flow).ifPresent(token -> requester.setBearerToken(token.revealText()));
        return requester.build();
    }

    /** Whether the request brings anything that could prove who sent it, or its connection does. */
    static boolean proves(SipRequest request, Flow flow) {
        return !request.headers().digestCredentials().isEmpty()
                || bearer(request, flow).isPresent()
                || flow.tls().filter(RequestFacts::certified).isPresent();
    }

    private static boolean certified(TlsFacts tls) {
        return tls.client().isPresent()
                || tls.shown().filter(shown -> !shown.uris().isEmpty()).isPresent();
    }

    /**
     * The access token. Where it came in the clear, everybody between has it: it proves nothing. Nor do two, of which one may be
     * somebody else's.
     *
     * @rfc 8898 5
     */
    private static Optional<Secret> bearer(SipRequest request, Flow flow) {
        List<Secret> tokens = request.headers().authorizations().stream()
                .filter(org.ringfort.protocol.sip.digest.Credentials.Bearer.class::isInstance)
                .map(offered -> ((org.ringfort.protocol.sip.digest.Credentials.Bearer) offered).token())
                .toList();
        return tokens.size() == 1 && flow.transport().isSecured() ? Optional.of(tokens.getFirst()) : Optional.empty();
    }

    public static Source source(Flow flow) {
        var source = Source.newBuilder()
                .setTransport(transport(flow.transport()))
                .setAddress(flow.remoteAddress())
                .setPort(flow.remote().getPort())
                .setLegacyZone(flow.zone());
        flow.tls().ifPresent(tls -> {
            source.setTlsVersion(tls.version()).setTlsCipher(tls.cipher()).setTlsGroup(tls.group());
            tls.client().ifPresent(client -> source.setClientCertificate(certificate(client)));
            tls.shown()
                    .filter(shown -> !shown.uris().isEmpty()) // names nobody here: a phone's maker's, say
                    .ifPresent(shown -> source.setShownCertificate(ShownCertificate.newBuilder()
                            .setSha256(shown.sha256())
                            .addAllUris(shown.uris())));
        });
        return source.build();
    }

    private static ClientCertificate certificate(PeerCertificate client) {
        return ClientCertificate.newBuilder()
                .setSubject(client.subject())
                .addAllDomains(client.domains())
                .addAllUris(client.uris())
                .setSha256(client.sha256())
                .setNotAfterMs(client.notAfter().toEpochMilli())
                .build();
    }

    public static Transport transport(TransportKind kind) {
        return switch (kind) {
            case UDP -> Transport.TRANSPORT_UDP;
            case TCP -> Transport.TRANSPORT_TCP;
            case TLS -> Transport.TRANSPORT_TLS;
            case WSS -> Transport.TRANSPORT_WSS;
        };
    }

    /** As it would be dialled; empty where it is neither a SIP address nor a telephone number. */
    public static String user(NameAddress address) {
        return switch (address.uri()) {
            case SipUri sip -> sip.userText();
            case TelUri tel -> tel.digits();
            case OtherUri other -> "";
        };
    }

    /** The User-Agent as it may be shown: short, and without control characters. */
    public static String userAgent(SipRequest request) {
        return printable(request.headers().userAgent().orElse(""), LONGEST_USER_AGENT);
    }

    /** At most {@code longest} characters of {@code text}, control and format characters taken out. */
    public static String printable(String text, int longest) {
        var out = new StringBuilder();
        text.codePoints()
                .filter(c -> !Character.isISOControl(c)
                        && Character.getType(c) != Character.FORMAT
                        && Character.getType(c) != Character.SURROGATE
                        && Character.getType(c) != Character.LINE_SEPARATOR
                        && Character.getType(c) != Character.PARAGRAPH_SEPARATOR)
                .limit(longest)
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    private static Optional<Credentials> credentials(org.ringfort.protocol.sip.digest.Credentials.Digest offered) {
        DigestAlgorithm algorithm = switch (offered.algorithm()) {
            case MD5 -> DigestAlgorithm.DIGEST_ALGORITHM_MD5;
            case SHA_256 -> DigestAlgorithm.DIGEST_ALGORITHM_SHA_256;
            case MD5_SESS, SHA_256_SESS -> DigestAlgorithm.DIGEST_ALGORITHM_UNSPECIFIED; // never offered by us
        };
        if (algorithm == DigestAlgorithm.DIGEST_ALGORITHM_UNSPECIFIED) {
            return Optional.empty();
        }
        return Optional.of(Credentials.newBuilder()
                .setAlgorithm(algorithm)
                .setUsername(offered.username())
                .setRealm(offered.realm())
                .setNonce(offered.nonce())
                .setUri(offered.uri())
                .setResponse(offered.response())
                .setQop(offered.qop().orElse(""))
                .setNc(offered.nc().orElse(""))
                .setCnonce(offered.cnonce().orElse(""))
                .setOpaque(offered.opaque().orElse(""))
                .build());
    }

    /** That a request is addressed to; empty where it is none of SIP's. */
    public static String domain(SipRequest request) {
        return request.requestUri() instanceof SipUri uri ? uri.host().text() : "";
    }
}
