package org.ringfort.app.dialplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.ringfort.app.attestation.Fault;
import org.ringfort.app.attestation.Verdict;
import org.ringfort.app.conferences.Room;
import org.ringfort.app.conferences.RoomId;
import org.ringfort.app.dialplan.RoutePlan.Step;
import org.ringfort.app.numbers.Destination;
import org.ringfort.app.numbers.Destination.Kind;
import org.ringfort.kernel.id.TenantId;

/** Where calls of the public network lead. */
class InwardDialplanTest {
    private static RoutePlan decide(Optional<Destination> destination, boolean voicemail) {
        return InwardDialplan.decide(
                new InwardRequest("Carrier", "+4930901820", destination, Optional.empty(), false),
                number -> number.equals("104")
                        ? Optional.of(
                                new Callee("104", Duration.ofSeconds(20), Duration.ofSeconds(15), voicemail, List.of()))
                        : Optional.empty(),
                InwardDialplanTest::room);
    }

    private static Optional<Room> room(String number) {
        return number.equals("800")
                ? Optional.of(new Room(
                        new RoomId(new UUID(9, 9)),
                        new TenantId(new UUID(6, 6)),
                        number,
                        "Board",
                        true,
                        true,
                        false,
                        true,
                        true,
                        20,
                        0,
                        Instant.EPOCH))
                : Optional.empty();
    }

    @Example
    void a_number_may_lead_to_a_conference_room() {
        RoutePlan plan = decide(Optional.of(new Destination(Kind.EXTENSION, "800")), true);
        assertThat(plan.rule()).isEqualTo("inward-conference");
        assertThat(plan.steps())
                .singleElement()
                .isInstanceOfSatisfying(
                        Step.Serve.class,
                        serve -> assertThat(serve.application()).isEqualTo(Dialplan.CONFERENCE));
    }

    /** @rfc 8224 6.2.2 */
    @Property
    void who_must_be_vouched_for_and_is_not_hears_why(@ForAll Fault fault, @ForAll boolean refused) {
        RoutePlan plan = InwardDialplan.decide(
                new InwardRequest(
                        "Carrier",
                        "+4930901820",
                        Optional.of(new Destination(Kind.ECHO, "")),
                        Optional.of(new Verdict.Doubtful(fault, "forged")),
                        refused),
                number -> Optional.empty(),
                InwardDialplanTest::room);
        assertThat(plan.rule()).isEqualTo(refused ? "inward-identity" : "inward-echo");
        if (refused) {
            assertThat(plan.steps()).singleElement().isInstanceOfSatisfying(Step.Refuse.class, step -> {
                assertThat(step.status()).isEqualTo(fault.status()).isIn(403, 428, 436, 437, 438);
                assertThat(step.why()).contains("forged");
            });
        }
    }

    @Provide
    Arbitrary<Optional<Destination>> destinations() {
        return Combinators.combine(
                        Arbitraries.of(Kind.values()), Arbitraries.of("104", "105", "*43", "112", "0015105550100", ""))
                .as(Destination::new)
                .optional();
    }

    @Property
    void no_call_that_comes_in_goes_out_again(
            @ForAll("destinations") Optional<Destination> destination, @ForAll boolean voicemail) {
        RoutePlan plan = decide(destination, voicemail);
        assertThat(plan.steps()).noneMatch(Step.Dial.class::isInstance).isNotEmpty();
        assertThat(plan.why()).startsWith("Called by trunk Carrier at +4930901820: ");
        assertThat(plan.rule()).startsWith("inward-");
    }

    @Test
    void a_number_leads_to_an_extension_its_mailbox_or_the_echo_test() {
        assertThat(decide(Optional.of(new Destination(Kind.EXTENSION, "104")), true)
                        .steps())
                .singleElement()
                .isInstanceOfSatisfying(
                        Step.Serve.class,
                        serve -> assertThat(serve.application()).isEqualTo(Dialplan.VOICEMAIL_DEPOSIT));
        assertThat(decide(Optional.of(new Destination(Kind.VOICEMAIL, "104")), true)
                        .rule())
                .isEqualTo("inward-voicemail");
        assertThat(status(decide(Optional.of(new Destination(Kind.VOICEMAIL, "104")), false)))
                .isEqualTo(480);
        assertThat(decide(Optional.of(new Destination(Kind.ECHO, "")), true).steps())
                .singleElement()
                .isInstanceOfSatisfying(
                        Step.Serve.class,
                        serve -> assertThat(serve.application()).isEqualTo(Dialplan.ECHO));
    }

    @Test
    void a_number_that_leads_nowhere_is_nobodys() {
        assertThat(status(decide(Optional.empty(), true))).isEqualTo(404);
        assertThat(decide(Optional.empty(), true).rule()).isEqualTo("inward-unassigned");
        assertThat(status(decide(Optional.of(new Destination(Kind.EXTENSION, "105")), true)))
                .isEqualTo(404);
    }

    private static int status(RoutePlan plan) {
        return plan.steps().getFirst() instanceof Step.Refuse refuse ? refuse.status() : 0;
    }
}
