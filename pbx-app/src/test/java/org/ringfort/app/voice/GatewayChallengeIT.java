package org.ringfort.app.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.trunks.Trunk;
import org.ringfort.contract.control.v1.ChallengeReply;
import org.ringfort.contract.control.v1.ChallengeRequest;
import org.ringfort.contract.control.v1.DigestAlgorithm;
import org.ringfort.contract.control.v1.GatewayChallenge;
import org.ringfort.kernel.secret.Secret;
import org.ringfort.protocol.sip.digest.Credentials;
import org.ringfort.protocol.sip.digest.DigestResponse;

/** Challenges of gateways, answered with a trunk's password that never leaves the app. */
class GatewayChallengeIT extends OutwardScene {
    private ChallengeRequest.Builder challenge(Trunk trunk, String realm, DigestAlgorithm... algorithms) {
        ChallengeRequest.Builder asked = ChallengeRequest.newBuilder()
                .setTenantId(tenant.id().toString())
                .setTrunkId(trunk.id().toString())
                .setGatewayId(trunk.gateways().getFirst().id(trunk.id()).toString())
                .setMethod("INVITE")
                .setUri("sip:+4930901820@first.carrier.example");
        for (DigestAlgorithm algorithm : algorithms) {
            asked.addChallenges(GatewayChallenge.newBuilder()
                    .setAlgorithm(algorithm)
                    .setRealm(realm)
                    .setNonce("a nonce")
                    .setQopAuth(true));
        }
        return asked;
    }

    @Test
    void a_gateway_is_answered_by_the_strongest_algorithm_it_names() {
        Trunk trunk = trunk(1);
        ChallengeReply reply = edge.ask()
                .answerChallenge(challenge(
                                trunk,
                                "carrier.example",
                                DigestAlgorithm.DIGEST_ALGORITHM_MD5,
                                DigestAlgorithm.DIGEST_ALGORITHM_SHA_256)
                        .build());
        var told = reply.getCredentials();
        assertThat(told.getAlgorithm()).isEqualTo(DigestAlgorithm.DIGEST_ALGORITHM_SHA_256);
        var algorithm = org.ringfort.protocol.sip.digest.DigestAlgorithm.SHA_256;
        var credentials = new Credentials.Digest(
                algorithm,
                told.getUsername(),
                told.getRealm(),
                told.getNonce(),
                told.getUri(),
                told.getResponse(),
                Optional.of(told.getQop()),
                Optional.of(told.getNc()),
                Optional.of(told.getCnonce()),
                Optional.empty());
        Secret ha1 = DigestResponse.ha1(algorithm, "acme", "carrier.example", Secret.ofText(PASSWORD));
        assertThat(DigestResponse.verify(credentials, ha1, "INVITE")).isTrue();
    }

    /** Whoever challenges with what belongs to another, learns nothing. */
    @Test
    void another_realm_another_gateway_and_another_tenant_are_told_nothing() {
        Trunk trunk = trunk(1);
        var md5 = DigestAlgorithm.DIGEST_ALGORITHM_MD5;
        ChallengeRequest right = challenge(trunk, "carrier.example", md5).build();
        assertThat(edge.ask().answerChallenge(right).hasCredentials()).isTrue();
        List<ChallengeRequest> wrong = List.of(
                challenge(trunk, "Carrier.example", md5).build(),
                challenge(trunk, "thief.example", md5).build(),
                challenge(trunk, tenant.domain(), md5).build(),
                right.toBuilder()
                        .setGatewayId("00000000-0000-0000-0000-000000000001")
                        .build(),
                right.toBuilder()
                        .setTenantId("00000000-0000-0000-0000-000000000001")
                        .build(),
                right.toBuilder()
                        .setTrunkId("00000000-0000-0000-0000-000000000001")
                        .build());
        assertThat(wrong).allSatisfy(one -> {
            ChallengeReply reply = edge.ask().answerChallenge(one);
            assertThat(reply.hasCredentials()).isFalse();
            assertThat(reply.getRefused()).isNotBlank();
        });
    }

    /** An edge takes the registration back then, and the carrier asks who says so. */
    @Test
    void a_trunk_that_is_deleted_can_still_be_deregistered_and_nothing_else() {
        var md5 = DigestAlgorithm.DIGEST_ALGORITHM_MD5;
        Trunk registered = trunk(1, true);
        TenantScope.call(tenant.id(), () -> {
            trunks.delete(registered.id());
            return true;
        });
        ChallengeRequest.Builder leaving = challenge(registered, "carrier.example", md5)
                .setMethod("REGISTER")
                .setUri("sip:first.carrier.example");
        assertThat(edge.ask().answerChallenge(leaving.build()).hasCredentials()).isTrue();
        assertThat(edge.ask()
                        .answerChallenge(challenge(registered, "thief.example", md5)
                                .setMethod("REGISTER")
                                .build())
                        .hasCredentials())
                .isFalse();
        assertThat(edge.ask()
                        .answerChallenge(
                                challenge(registered, "carrier.example", md5).build())
                        .hasCredentials())
                .as("for a call")
                .isFalse();

        Trunk silent = trunk(1, false);
        TenantScope.call(tenant.id(), () -> {
            trunks.delete(silent.id());
            return true;
        });
        assertThat(edge.ask()
                        .answerChallenge(challenge(silent, "carrier.example", md5)
                                .setMethod("REGISTER")
                                .build())
                        .hasCredentials())
                .as("a trunk that did not register")
                .isFalse();
    }
}
