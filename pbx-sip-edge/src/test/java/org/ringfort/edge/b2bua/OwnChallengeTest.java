package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.CarrierNetworks;
import org.ringfort.contract.control.v1.ChallengeLicence;
import org.ringfort.contract.control.v1.Challenged;
import org.ringfort.contract.control.v1.DigestAlgorithm;
import org.ringfort.contract.control.v1.RouteReply;
import org.ringfort.contract.control.v1.ToEdge;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.phone.Phone;
import org.ringfort.edge.phone.PhoneCall;

/** Callers who cannot be carriers are challenged without asking the app; everybody else is the app's affair. */
class OwnChallengeTest extends CallScene {
    @BeforeEach
    void licensed() {
        edge.app.onRoute = asked -> RouteReply.newBuilder()
                .setChallenged(Challenged.newBuilder()
                        .addChallenges(Challenged.Challenge.newBuilder()
                                .setAlgorithm(DigestAlgorithm.DIGEST_ALGORITHM_SHA_256)
                                .setRealm("acme.example")
                                .setNonce("of-the-app"))
                        .setLicence(ChallengeLicence.newBuilder()
                                .setNonceKey(ByteString.copyFrom(new byte[32]))
                                .setNowMs(System.currentTimeMillis())
                                .setValidSeconds(300)))
                .build();
    }

    private void carriersAt(String... networks) {
        edge.app.say(ToEdge.newBuilder()
                .setCarrierNetworks(CarrierNetworks.newBuilder().addAllNetworks(List.of(networks)))
                .build());
    }

    private static String challenged(Phone phone, String number) {
        PhoneCall call = phone.calls(number, OFFER);
        String challenge = wire(call.hears(401));
        call.acksFailure();
        assertThat(challenge).contains("Digest ", "realm=\"acme.example\"", "algorithm=SHA-256");
        return challenge;
    }

    private int asked() {
        return edge.app.routes.size();
    }

    @Test
    void who_cannot_be_a_carrier_is_challenged_without_asking() {
        assertThat(challenged(alice, "102")).contains("of-the-app");
        assertThat(challenged(alice, "102"))
                .as("before it is known where carriers are, everybody may be one")
                .contains("of-the-app");
        carriersAt("203.0.113.0/24", "192.0.2.7", "2001:db8:7::/48");
        Until.holds("challenged here", () -> !challenged(alice, "102").contains("of-the-app"));
        int before = asked();
        assertThat(challenged(alice, "103")).doesNotContain("of-the-app");
        assertThat(challenged(bob, "104")).doesNotContain("of-the-app");
        assertThat(asked()).isEqualTo(before);
        assertThat(edge.conversations.app().ownChallenges()).isPositive();
        assertThat(edge.conversations.calls().threads()).isZero();
    }

    @Test
    void whoever_may_be_a_carrier_or_calls_for_help_is_the_apps_affair() {
        Phone carrier = edge.phone("+4930901820", "203.0.113.99");
        challenged(alice, "102");
        carriersAt("203.0.113.0/24");
        Until.holds("challenged here", () -> !challenged(alice, "102").contains("of-the-app"));
        int before = asked();
        assertThat(challenged(carrier, "102")).contains("of-the-app");
        assertThat(challenged(alice, "112")).contains("of-the-app");
        assertThat(asked()).isEqualTo(before + 2);

        carriersAt("198.51.100.7");
        Until.holds("a carrier there now", () -> challenged(alice, "102").contains("of-the-app"));
        carriersAt();
        Until.holds("no longer", () -> !challenged(alice, "102").contains("of-the-app"));
        carriersAt("0.0.0.0/0", "::/0");
        Until.holds("anywhere", () -> challenged(alice, "102").contains("of-the-app"));
    }

    @Test
    void what_cannot_be_read_makes_nobody_a_stranger() {
        challenged(alice, "102");
        carriersAt("192.0.2.0/24");
        Until.holds("challenged here", () -> !challenged(alice, "102").contains("of-the-app"));
        carriersAt("192.0.2.0/24", "carrier.example");
        Until.holds("asked again", () -> challenged(alice, "102").contains("of-the-app"));
    }
}
