package org.ringfort.app.dialplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ringfort.app.conferences.Room;
import org.ringfort.app.conferences.RoomId;
import org.ringfort.app.dialplan.CallRequest.Calling;
import org.ringfort.app.dialplan.RoutePlan.Step;
import org.ringfort.app.paging.PageGroup;
import org.ringfort.app.paging.PageGroupId;
import org.ringfort.app.registrar.Binding;
import org.ringfort.app.registrar.Place;
import org.ringfort.app.registrar.Transport;
import org.ringfort.app.trunks.Capacity;
import org.ringfort.app.trunks.IdentityRules;
import org.ringfort.app.trunks.NumberRules;
import org.ringfort.app.trunks.Outside;
import org.ringfort.app.trunks.Outward;
import org.ringfort.app.trunks.Trunk;
import org.ringfort.app.trunks.TrunkId;
import org.ringfort.kernel.id.TenantId;

/** What must hold of every decision, whoever calls whatever. */
class DialplanTest {
    private static final UUID CALLER = new UUID(1, 1);
    private final Dialplan dialplan = new Dialplan(Dialplan.STANDARD);

    private static Binding contact(int device) {
        return contact(device, 1000);
    }

    private static Binding contact(int device, int q) {
        Place place =
                new Place("e", "i", "f" + device, Transport.TLS, "192.0.2.1", 1, "", "", "", "", "", "", List.of());
        Instant now = Instant.EPOCH;
        return new Binding(
                new UUID(9, device),
                new UUID(8, 8),
                "104",
                new UUID(1, device),
                "sip:104@x",
                q,
                "",
                0,
                "c",
                1,
                now,
                now,
                place);
    }

    @Provide
    Arbitrary<Callee> callees() {
        return Combinators.combine(
                        Arbitraries.integers().between(5, 120),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(1, 6).set().ofMaxSize(4))
                .as((seconds, voicemail, devices) -> new Callee(
                        "104",
                        Duration.ofSeconds(seconds),
                        Duration.ofSeconds(15),
                        voicemail,
                        devices.stream().map(DialplanTest::contact).toList()));
    }

    @Provide
    Arbitrary<String> dialled() {
        return Arbitraries.oneOf(
                Arbitraries.of("104", "*43", "*97", "*", "*99", "", "999", "sip:x"),
                Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(12));
    }

    private RoutePlan decide(boolean mayCall, String dialled, Callee callee) {
        return dialplan.decide(
                new CallRequest(new Calling(CALLER, "101", "Somebody", mayCall), dialled),
                number -> number.equals("104") ? Optional.of(callee) : Optional.empty(),
                DialplanTest::room,
                DialplanTest::paged,
                DialplanTest::outside);
    }

    /** A group that extension 101 may page and 102 may not, at three numbers, of which one is an extension's and one a room's. */
    private static Optional<Paged> paged(String number) {
        return Set.of("880", "800", "104").contains(number)
                ? Optional.of(new Paged(
                        new PageGroup(
                                new PageGroupId(new UUID(8, 8)),
                                new TenantId(new UUID(6, 6)),
                                number,
                                "Shop",
                                List.of("104", "101"),
                                false,
                                List.of("101"),
                                120,
                                0,
                                Instant.EPOCH),
                        () -> List.of(contact(2), contact(3))))
                : Optional.empty();
    }

    @Example
    void a_page_group_is_reached_by_who_may_page_it_unless_an_extension_or_a_room_has_its_number() {
        var callee = new Callee("104", Duration.ofSeconds(40), Duration.ofSeconds(15), true, List.of());
        RoutePlan plan = decide(true, "880", callee);
        assertThat(plan.rule()).isEqualTo("page");
        assertThat(plan.why()).isEqualTo("Dialled 880: page group Shop");
        assertThat(plan.steps()).singleElement().isInstanceOfSatisfying(Step.Page.class, page -> {
            assertThat(page.contacts()).hasSize(2);
            assertThat(page.length()).hasMinutes(2);
        });
        assertThat(decide(true, "104", callee).rule()).isEqualTo("extension");
        assertThat(decide(true, "800", callee).rule()).isEqualTo("conference");
        assertThat(decide(false, "880", callee).rule()).isEqualTo("register-only");

        RoutePlan refused = page("102");
        assertThat(refused.steps())
                .singleElement()
                .isInstanceOfSatisfying(
                        Step.Refuse.class, refuse -> assertThat(refuse.status()).isEqualTo(403));
        assertThat(refused.why()).isEqualTo("Dialled 880: extension 102 may not page the group Shop");
    }

    private RoutePlan page(String by) {
        return dialplan.decide(
                new CallRequest(new Calling(CALLER, by, "Somebody", true), "880"),
                _ -> Optional.empty(),
                _ -> Optional.empty(),
                DialplanTest::paged,
                _ -> new Outside.Nowhere());
    }

    /** A room at two numbers, one of which is an extension's. */
    private static Optional<Room> room(String number) {
        return Set.of("800", "104").contains(number)
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

    @Property
    void a_room_is_reached_by_its_number_unless_an_extension_has_it(@ForAll("callees") Callee callee) {
        RoutePlan plan = decide(true, "800", callee);
        assertThat(plan.rule()).isEqualTo("conference");
        assertThat(plan.why()).isEqualTo("Dialled 800: conference room Board");
        assertThat(plan.steps())
                .singleElement()
                .isInstanceOfSatisfying(
                        Step.Serve.class,
                        serve -> assertThat(serve.application()).isEqualTo(Dialplan.CONFERENCE));
        assertThat(decide(true, "104", callee).rule()).isEqualTo("extension");
        assertThat(decide(false, "800", callee).rule()).isEqualTo("register-only");
    }

    @Example
    void a_code_and_a_number_let_the_caller_into_a_call_and_a_code_alone_is_none() {
        Callee callee = new Callee("104", Duration.ofSeconds(20), Duration.ofSeconds(15), false, List.of());
        for (String dialled : List.of("*81104", "*82104", "*83104")) {
            assertThat(decide(true, dialled, callee).steps())
                    .singleElement()
                    .isInstanceOfSatisfying(Step.Serve.class, serve -> {
                        assertThat(serve.application()).isEqualTo(Dialplan.SUPERVISION);
                        assertThat(serve.argument()).endsWith(" 104 101");
                    });
        }
        for (String dialled : List.of("*81", "*811", "*81123456789", "*8110x", "*84104")) {
            assertThat(decide(true, dialled, callee).rule()).isEqualTo("unknown-feature");
        }
        assertThat(decide(false, "*81104", callee).rule()).isEqualTo("register-only");
    }

    /** A trunk that may call one number, bars another, and knows who helps. */
    private static Outside outside(String dialled) {
        return switch (dialled) {
            case "03012345678" -> ways("+493012345678", false);
            case "112" -> ways("112", true);
            case "911", "104" -> new Outside.Helpless();
            case "09005123456" -> new Outside.Barred("trunk Carrier bars numbers that cost more than a call");
            default -> new Outside.Nowhere();
        };
    }

    private static Outside ways(String number, boolean emergency) {
        var trunk = new Trunk(
                new TrunkId(new UUID(7, 7)),
                new TenantId(new UUID(6, 6)),
                "Carrier",
                true,
                1,
                List.of(),
                Optional.empty(),
                false,
                Optional.empty(),
                "",
                "",
                new NumberRules("DE", List.of(), false),
                new Capacity(1, 1),
                Optional.empty(),
                0,
                IdentityRules.NONE,
                false,
                Outward.USUAL,
                "",
                0,
                Instant.EPOCH);
        return new Outside.Ways(List.of(new Outside.Way(trunk, number, List.of())), emergency);
    }

    @Property
    void who_calls_for_help_where_no_trunk_leads_is_told_so_whatever_his_phone_may(
            @ForAll boolean mayCall, @ForAll("callees") Callee callee) {
        RoutePlan plan = decide(mayCall, "911", callee);
        assertThat(plan.rule()).isEqualTo(Dialplan.HELPLESS);
        assertThat(plan.steps())
                .singleElement()
                .isInstanceOfSatisfying(
                        Step.Refuse.class, refuse -> assertThat(refuse.status()).isEqualTo(503));
        assertThat(decide(true, "104", callee).rule())
                .as("an extension of that number")
                .isEqualTo("extension");
    }

    @Property
    void numbers_of_the_public_network_go_out_and_barred_ones_do_not(@ForAll("callees") Callee callee) {
        assertThat(decide(true, "03012345678", callee).steps())
                .singleElement()
                .isInstanceOfSatisfying(
                        Step.Dial.class, dial -> assertThat(dial.way().number()).isEqualTo("+493012345678"));
        assertThat(decide(true, "09005123456", callee).steps())
                .singleElement()
                .isInstanceOfSatisfying(Step.Refuse.class, refuse -> {
                    assertThat(refuse.status()).isEqualTo(403);
                    assertThat(refuse.why()).contains("cost more");
                });
    }

    @Property
    void help_is_called_by_whoever_calls(@ForAll boolean mayCall, @ForAll("callees") Callee callee) {
        RoutePlan plan = decide(mayCall, "112", callee);
        assertThat(plan.rule()).isEqualTo("emergency");
        assertThat(plan.steps())
                .singleElement()
                .isInstanceOfSatisfying(
                        Step.Dial.class, dial -> assertThat(dial.emergency()).isTrue());
    }

    @Property
    void the_same_question_gets_the_same_answer_and_every_answer_its_reason(
            @ForAll boolean mayCall, @ForAll("dialled") String dialled, @ForAll("callees") Callee callee) {
        RoutePlan plan = decide(mayCall, dialled, callee);
        assertThat(plan).isEqualTo(decide(mayCall, dialled, callee));
        assertThat(plan.why()).isNotBlank();
        assertThat(plan.rule()).isNotBlank();
        assertThat(plan.steps()).allSatisfy(step -> assertThat(step.why()).isNotBlank());
    }

    @Property
    void a_register_only_device_reaches_nothing_but_help(
            @ForAll("dialled") String dialled, @ForAll("callees") Callee callee) {
        assertThat(decide(false, dialled, callee).steps())
                .hasSize(1)
                .first()
                .satisfies(step -> assertThat(step)
                        .isInstanceOfSatisfying(
                                Step.Refuse.class,
                                refuse -> assertThat(refuse.status()).isEqualTo(403)));
    }

    @Property
    void a_device_never_rings_itself(@ForAll("callees") Callee callee) {
        assertThat(decide(true, "104", callee).steps()).allSatisfy(step -> {
            if (step instanceof Step.Ring ring) {
                assertThat(ring.contacts())
                        .isNotEmpty()
                        .noneMatch(one -> one.deviceId().equals(CALLER));
                assertThat(ring.length()).isEqualTo(callee.ringFor());
            }
        });
    }

    @Property
    void voicemail_comes_last_and_only_where_there_is_a_mailbox(@ForAll("callees") Callee callee) {
        List<Step> steps = decide(true, "104", callee).steps();
        assertThat(steps.getLast() instanceof Step.Serve).isEqualTo(callee.voicemail());
        if (!callee.voicemail() && steps.getLast() instanceof Step.Refuse refuse) {
            assertThat(steps).hasSize(1);
            assertThat(refuse.status()).isEqualTo(480);
        }
    }

    @Property
    void what_is_neither_code_nor_extension_is_unknown(@ForAll("dialled") String dialled) {
        RoutePlan plan = dialplan.decide(
                new CallRequest(new Calling(CALLER, "101", "Somebody", true), dialled),
                _ -> Optional.empty(),
                _ -> Optional.empty(),
                _ -> Optional.empty(),
                _ -> new Outside.Nowhere());
        if (!dialled.equals("*43") && !dialled.equals("*97")) {
            assertThat(plan.steps().getFirst())
                    .isInstanceOfSatisfying(
                            Step.Refuse.class,
                            refuse -> assertThat(refuse.status()).isEqualTo(404));
        }
    }

    private static List<Step.Ring> rings(RoutePlan plan) {
        return plan.steps().stream()
                .filter(Step.Ring.class::isInstance)
                .map(Step.Ring.class::cast)
                .toList();
    }

    @Example
    void rfc3261_16_6_equal_q_together_and_the_highest_first() {
        var callee = new Callee(
                "104",
                Duration.ofSeconds(40),
                Duration.ofSeconds(15),
                true,
                List.of(contact(2, 300), contact(3, 700), contact(4, 300), contact(5, 1000)));
        RoutePlan plan = decide(true, "104", callee);
        assertThat(rings(plan))
                .extracting(ring ->
                        ring.contacts().stream().map(Binding::q).distinct().toList())
                .containsExactly(List.of(1000), List.of(700), List.of(300));
        assertThat(rings(plan).getLast().contacts()).hasSize(2);
        assertThat(rings(plan)).extracting(ring -> ring.length().toSeconds()).containsExactly(15L, 15L, 40L);
        assertThat(plan.steps().getLast()).isInstanceOf(Step.Serve.class);
        assertThat(plan.why()).contains("4 phones to ring in 3 groups, the last for 40 s");
    }

    @Example
    void whatever_q_phones_ask_for_there_are_few_groups_and_all_are_rung() {
        List<Binding> many =
                IntStream.range(0, 10).mapToObj(i -> contact(i + 2, i * 100)).toList();
        var callee = new Callee("104", Duration.ofSeconds(10), Duration.ofSeconds(15), false, many);
        List<Step.Ring> rings = rings(decide(true, "104", callee));
        assertThat(rings).hasSize(4);
        assertThat(rings.stream().flatMap(ring -> ring.contacts().stream())).containsExactlyInAnyOrderElementsOf(many);
        assertThat(rings).allSatisfy(ring -> assertThat(ring.length()).isLessThanOrEqualTo(Duration.ofSeconds(10)));
    }
}
