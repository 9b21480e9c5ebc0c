package org.ringfort.app.trunks;

import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.secret.Secret;
import org.ringfort.protocol.sip.digest.Challenge;
import org.ringfort.protocol.sip.digest.Credentials;
import org.ringfort.protocol.sip.digest.DigestResponse;
import org.springframework.stereotype.Service;

/**
 * Answers what gateways ask of us. Credentials are made for the realm of the trunk and for one of its own gateways, and for
 * nobody else: a peer that challenges with another's realm learns nothing it could use there.
 *
 * @rfc 7616 3.4
 * @rfc 8760 2.4
 */
@Service
public class GatewayAnswers {
    private final Trunks trunks;
    private final SecureRandom random;

    GatewayAnswers(Trunks trunks, SecureRandom random) {
        this.trunks = trunks;
        this.random = random;
    }

    /** What a gateway is told. */
    public sealed interface Answer {
        /** It asked rightly. */
        record Told(Credentials.Digest credentials) implements Answer {}

        /** Nothing, in words for the log. */
        record Nothing(String why) implements Answer {}
    }

    /**
     * The answer to a challenge.
     *
     * @param gateway who asks, as identified when it was dialled
     * @param method of the request that is repeated
     * @param uri its Request-URI
     */
    public Answer answer(
            TenantId tenant, TrunkId id, UUID gateway, String method, String uri, List<Challenge.Digest> challenges) {
        Optional<Trunk> found = trunks.of(tenant).stream()
                .filter(trunk -> trunk.id().equals(id) && trunk.enabled())
                .findFirst();
        Answer now = found.map(
                        trunk -> answer(trunk, gateway, method, uri, challenges, () -> trunks.password(tenant, id)))
                .orElseGet(() -> new Answer.Nothing("no such trunk"));
        if (now instanceof Answer.Told || !method.equals("REGISTER")) {
            return now;
        }
        // An edge that takes its registration back speaks for the trunk as it was.
        return trunks.leaving(tenant, id)
                .map(left ->
                        answer(left.getKey(), gateway, method, uri, challenges, () -> Optional.of(left.getValue())))
                .orElse(now);
    }

    private Answer answer(
            Trunk trunk,
            UUID gateway,
            String method,
            String uri,
            List<Challenge.Digest> challenges,
            Supplier<Optional<Secret>> passwords) {
        if (trunk.gateways().stream().noneMatch(one -> one.id(trunk.id()).equals(gateway))) {
            return new Answer.Nothing("no gateway of this trunk");
        }
        Optional<TrunkAccount> account = trunk.account();
        Optional<Secret> password = account.flatMap(_ -> passwords.get());
        if (account.isEmpty() || password.isEmpty()) {
            return new Answer.Nothing("the trunk has no account");
        }
        return challenges.stream()
                .filter(challenge -> challenge.realm().equals(account.get().realm()))
                .min(Comparator.comparing(Challenge.Digest::algorithm))
                .<Answer>map(challenge -> new Answer.Told(DigestResponse.answer(
                        challenge, account.get().username(), password.get(), method, uri, nonce(), 1)))
                .orElseGet(() -> new Answer.Nothing("another realm than the trunk's"));
    }

    private String nonce() {
        byte[] octets = new byte[16];
        random.nextBytes(octets);
        return HexFormat.of().formatHex(octets);
    }
}
