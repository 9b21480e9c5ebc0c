package org.ringfort.edge.controlplane;

import java.util.List;
import java.util.Optional;
import org.ringfort.contract.control.v1.ChallengeReply;
import org.ringfort.contract.control.v1.ChallengeRequest;
import org.ringfort.contract.control.v1.Credentials;
import org.ringfort.contract.control.v1.DigestAlgorithm;
import org.ringfort.contract.control.v1.GatewayChallenge;
import org.ringfort.edge.peer.Asked;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.digest.Challenge;
import org.ringfort.protocol.sip.header.Authorization;
import org.ringfort.protocol.sip.header.Header;
import org.ringfort.protocol.sip.header.HeaderName;

/** What gateways ask of us, passed to the app, and its answer as a header. Blocks for the app. */
public final class GatewayChallenges {
    private static final int MOST = 4;

    private GatewayChallenges() {}

    /**
     * The header that answers a 401 or 407; empty where the app answers nothing, or is away.
     *
     * @param trunk whose credentials are asked for
     * @param gateway who asks, by the identity that the app gave it
     * @param asked the request that was challenged
     * @rfc 3261 22.2
     * @rfc 3261 22.3
     */
    public static Optional<Header> answer(
            ControlPlane app,
            String tenant,
            String trunk,
            String gateway,
            String callId,
            SipRequest asked,
            SipResponse challenge) {
        List<GatewayChallenge> challenges = challenge.headers().challenges().stream()
                .flatMap(one -> one instanceof Challenge.Digest digest
                        ? words(digest).stream()
                        : List.<GatewayChallenge>of().stream())
                .limit(MOST)
                .toList();
        if (challenges.isEmpty()) {
            return Optional.empty();
        }
        var question = ChallengeRequest.newBuilder()
                .setTenantId(tenant)
                .setTrunkId(trunk)
                .setGatewayId(gateway)
                .setCallId(callId)
                .setMethod(asked.method().toString())
                .setUri(asked.requestUri().toString())
                .addAllChallenges(challenges)
                .build();
        return app.answerChallenge(question) instanceof Asked.Answered<ChallengeReply>(var reply)
                        && reply.hasCredentials()
                ? header(challenge.status().code(), reply.getCredentials())
                : Optional.empty();
    }

    /** Empty for what we cannot compute: session variants, and protection of bodies. */
    private static Optional<GatewayChallenge> words(Challenge.Digest challenge) {
        boolean auth = challenge.qops().contains("auth");
        if (challenge.algorithm().isSession() || (!auth && !challenge.qops().isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(GatewayChallenge.newBuilder()
                .setAlgorithm(
                        switch (challenge.algorithm()) {
                            case SHA_256, SHA_256_SESS -> DigestAlgorithm.DIGEST_ALGORITHM_SHA_256;
                            case MD5, MD5_SESS -> DigestAlgorithm.DIGEST_ALGORITHM_MD5;
                        })
                .setRealm(challenge.realm())
                .setNonce(challenge.nonce())
                .setOpaque(challenge.opaque().orElse(""))
                .setQopAuth(auth)
                .build());
    }

    private static Optional<Header> header(int status, Credentials told) {
        var algorithm = told.getAlgorithm() == DigestAlgorithm.DIGEST_ALGORITHM_SHA_256
                ? org.ringfort.protocol.sip.digest.DigestAlgorithm.SHA_256
                : org.ringfort.protocol.sip.digest.DigestAlgorithm.MD5;
        try {
            return Optional.of(new Authorization(
                    status == 407 ? HeaderName.PROXY_AUTHORIZATION : HeaderName.AUTHORIZATION,
                    new org.ringfort.protocol.sip.digest.Credentials.Digest(
                            algorithm,
                            told.getUsername(),
                            told.getRealm(),
                            told.getNonce(),
                            told.getUri(),
                            told.getResponse(),
                            present(told.getQop()),
                            present(told.getNc()),
                            present(told.getCnonce()),
                            present(told.getOpaque()))));
        } catch (IllegalArgumentException nonsense) {
            return Optional.empty();
        }
    }

    private static Optional<String> present(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
