package org.ringfort.app.calls.grpc;

import com.google.protobuf.MessageLite;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.ringfort.app.calls.OnBehalf;
import org.ringfort.app.registrar.BindRequest;
import org.ringfort.app.registrar.ContactChange;
import org.ringfort.app.registrar.Place;
import org.ringfort.app.registrar.Requester;
import org.ringfort.app.registrar.Transport;
import org.ringfort.app.trunks.PresentedCaller;
import org.ringfort.contract.control.v1.RouteRequest;
import org.ringfort.contract.control.v1.Source;
import org.ringfort.contract.control.v1.SubscribeRequest;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.secret.Secret;
import org.ringfort.protocol.sip.digest.Credentials;
import org.ringfort.protocol.sip.digest.DigestAlgorithm;

/** What an edge asks, in our words. */
final class Asked {
    private static final int MOST_CREDENTIALS = 4;
    private static final int MOST_CONTACTS = 16;
    private static final int MOST_URIS = 4;
    private static final int LONGEST_URI = 2048;

    private Asked() {}

    /** Who rings somebody up. */
    static Requester requester(RouteRequest asked) {
        // The edge names the call anew for a retransmission that comes after it has forgotten the first.
        return requester(
                asked.getRequester(), asked.toBuilder().clearRequester().clearCallId());
    }

    /** Who wants to be told of something. */
    static Requester requester(SubscribeRequest asked) {
        return requester(asked.getRequester(), asked.toBuilder().clearRequester());
    }

    private static Requester requester(org.ringfort.contract.control.v1.BindRequest asked) {
        return requester(
                asked.getRequester(),
                asked.toBuilder()
                        .clearRequester()
                        .clearEdgeId()
                        .clearIncarnation()
                        .clearFlow());
    }

    /** {@code rest}: what is asked for, without what may differ between a request and its retransmission. */
    private static Requester requester(org.ringfort.contract.control.v1.Requester asked, MessageLite.Builder rest) {
        return new Requester(
                asked.getMethod(),
                new Requester.Source(
                        transport(asked.getSource()),
                        asked.getSource().getAddress(),
                        asked.getSource().getPort(),
                        asked.getSource().getTlsVersion(),
                        asked.getSource().getTlsCipher(),
                        asked.getSource().hasClientCertificate(),
                        asked.getSource().getClientCertificate().getDomainsList(),
                        shown(asked.getSource())),
                asked.getUserAgent(),
                credentials(asked),
                present(asked.getBearerToken()).map(Secret::ofText),
                asked.getSipCallId(),
                Integer.toUnsignedLong(asked.getCseq()),
                asked.getRequestUri(),
                asked.getFromUser(),
                fingerprint(rest.build()));
    }

    /** Any certificate: whether the edge knows who signed it makes no difference to whom it was issued to. */
    private static Optional<Requester.Shown> shown(Source source) {
        if (source.hasClientCertificate()) {
            var verified = source.getClientCertificate();
            return Optional.of(new Requester.Shown(
                    verified.getSha256(),
                    verified.getUrisList().stream().limit(MOST_URIS).toList()));
        }
        return source.hasShownCertificate()
                ? Optional.of(new Requester.Shown(
                        source.getShownCertificate().getSha256(),
                        source.getShownCertificate().getUrisList().stream()
                                .limit(MOST_URIS)
                                .toList()))
                : Optional.empty();
    }

    private static String fingerprint(MessageLite asked) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(asked.toByteArray()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    static PresentedCaller.Claims claims(RouteRequest asked) {
        return new PresentedCaller.Claims(
                asked.getFromUser(),
                asked.getFromDisplayName(),
                asked.getAssertedUser(),
                asked.getWantsPrivacy(),
                asked.getIdentitiesList(),
                asked.getToUser(),
                asked.getCalledParty());
    }

    /** What the Request-URI says beside its user part, where it says so. */
    static Optional<String> gr(RouteRequest asked) {
        return asked.hasGr() ? Optional.of(asked.getGr()) : Optional.empty();
    }

    static OnBehalf onBehalf(org.ringfort.contract.control.v1.OnBehalf asked) {
        return new OnBehalf(
                TenantId.parse(asked.getTenantId()),
                UUID.fromString(asked.getDeviceId()),
                asked.getNumber(),
                switch (asked.getCause()) {
                    case CAUSE_REDIRECT -> OnBehalf.Cause.REDIRECT;
                    case CAUSE_TRANSFER -> OnBehalf.Cause.TRANSFER;
                    case CAUSE_UNSPECIFIED, UNRECOGNIZED -> throw new IllegalArgumentException("why on behalf");
                },
                asked.getOutside(),
                Optional.of(asked.getSentDeviceId())
                        .filter(text -> !text.isEmpty())
                        .map(UUID::fromString),
                asked.hasFirstCaller()
                        ? Optional.of(new OnBehalf.FirstCaller(
                                asked.getFirstCaller().getNumber(),
                                asked.getFirstCaller().getCalled(),
                                asked.getFirstCaller().getIdentitiesList()))
                        : Optional.empty());
    }

    private static Transport transport(Source source) {
        return switch (source.getTransport()) {
            case TRANSPORT_TCP -> Transport.TCP;
            case TRANSPORT_TLS -> Transport.TLS;
            case TRANSPORT_WSS -> Transport.WSS;
            case TRANSPORT_UDP, TRANSPORT_UNSPECIFIED, UNRECOGNIZED -> Transport.UDP;
        };
    }

    private static List<Credentials.Digest> credentials(org.ringfort.contract.control.v1.Requester asked) {
        List<Credentials.Digest> readable = new ArrayList<>();
        asked.getCredentialsList().stream()
                .limit(MOST_CREDENTIALS)
                .forEach(one -> credentials(one).ifPresent(readable::add));
        return readable;
    }

    /** Empty where they could not have come from a phone: they prove nothing. */
    private static Optional<Credentials.Digest> credentials(org.ringfort.contract.control.v1.Credentials one) {
        DigestAlgorithm algorithm = switch (one.getAlgorithm()) {
            case DIGEST_ALGORITHM_SHA_256 -> DigestAlgorithm.SHA_256;
            case DIGEST_ALGORITHM_MD5, DIGEST_ALGORITHM_UNSPECIFIED, UNRECOGNIZED -> DigestAlgorithm.MD5;
        };
        try {
            return Optional.of(new Credentials.Digest(
                    algorithm,
                    one.getUsername(),
                    one.getRealm(),
                    one.getNonce(),
                    one.getUri(),
                    one.getResponse(),
                    present(one.getQop()),
                    present(one.getNc()).filter(nc -> nc.length() == 8),
                    present(one.getCnonce()),
                    present(one.getOpaque())));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<String> present(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    static BindRequest bind(org.ringfort.contract.control.v1.BindRequest asked) {
        Requester requester = requester(asked);
        return new BindRequest(
                requester,
                asked.getDomain().toLowerCase(Locale.ROOT),
                asked.getUser(),
                change(asked),
                new Place(
                        asked.getEdgeId(),
                        asked.getIncarnation(),
                        asked.getFlow(),
                        requester.source().transport(),
                        requester.source().address(),
                        requester.source().port(),
                        requester.source().tlsVersion(),
                        requester.source().tlsCipher(),
                        asked.getRequester().getSource().getTlsGroup(),
                        asked.getRequester().getSource().getClientCertificate().getSubject(),
                        asked.getRequester().getSource().getLegacyZone(),
                        requester.userAgent(),
                        asked.getPathList()),
                asked.getGruu());
    }

    private static BindRequest.Change change(org.ringfort.contract.control.v1.BindRequest asked) {
        return switch (asked.getChangeCase()) {
            case QUERY, CHANGE_NOT_SET -> new BindRequest.Change.Query();
            case REMOVE_ALL -> new BindRequest.Change.RemoveAll();
            case CONTACTS -> {
                if (asked.getContacts().getContactsCount() > MOST_CONTACTS
                        || asked.getContacts().getContactsList().stream()
                                .anyMatch(contact -> contact.getUri().length() > LONGEST_URI)) {
                    throw new IllegalArgumentException("contacts");
                }
                yield new BindRequest.Change.Contacts(asked.getContacts().getContactsList().stream()
                        .map(contact -> new ContactChange(
                                contact.getUri(),
                                contact.getExpiresSeconds() < 0
                                        ? OptionalLong.empty()
                                        : OptionalLong.of(contact.getExpiresSeconds()),
                                contact.getQ(),
                                contact.getInstanceId(),
                                contact.getRegId()))
                        .toList());
            }
        };
    }
}
