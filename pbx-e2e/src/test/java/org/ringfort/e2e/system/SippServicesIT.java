package org.ringfort.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringfort.e2e.phone.Baresip;
import org.ringfort.e2e.phone.Programs;
import org.ringfort.e2e.phone.Sipp;
import org.ringfort.e2e.phone.TlsTunnel;
import org.ringfort.e2e.phone.Trust;

/** What few phones can and some do: SIPp watches, publishes, picks up, calls without an offer and has addresses of its own. */
class SippServicesIT {
    private static final Duration SOON = Duration.ofSeconds(40);

    private DemoUnderTest demo;

    @BeforeEach
    void demo() throws Exception {
        Programs.need("sipp");
        demo = DemoUnderTest.shared();
    }

    /** A scenario over UDP, or over TLS where there is a tunnel; {@code more} are options of SIPp. */
    private Sipp sipp(
            String scenario, @Nullable TlsTunnel tunnel, String extension, String callee, String name, String... more)
            throws Exception {
        InetSocketAddress server =
                tunnel == null ? new InetSocketAddress(demo.host(), demo.udpPort()) : tunnel.entrance();
        var setup =
                new Sipp.Setup(server, tunnel == null ? "UDP" : "TLS", demo.account(extension), demo.domain(), callee);
        return Sipp.start(
                demo.station(),
                scenario,
                setup,
                DemoUnderTest.scratch("sipp-service-" + name),
                Stream.concat(Stream.of("-m", "1"), Arrays.stream(more)).toArray(String[]::new));
    }

    static TlsTunnel tunnel(DemoUnderTest demo) throws Exception {
        return TlsTunnel.open(
                demo.lan().guest(249), new InetSocketAddress(demo.host(), demo.tlsPort()), Trust.only(demo.ca()));
    }

    private Sipp watcher(String extension, String callee, String event, String type) throws Exception {
        return sipp(
                "watch-event.xml",
                null,
                extension,
                callee,
                "watches-" + event,
                "-key",
                "event",
                event,
                "-key",
                "accept",
                type);
    }

    /** @rfc 3680 5 */
    @Test
    void who_watches_registrations_hears_of_one() throws Exception {
        try (Sipp watcher = watcher("104", "103", "reg", "application/reginfo+xml")) {
            watcher.await("state=\"full\"", SOON);
            try (Sipp phone = sipp("register.xml", null, "103", "", "registers")) {
                assertThat(phone.result()).as(phone.errors()).isZero();
            }
            watcher.await("event=\"registered\"", SOON);
            assertThat(watcher.messages()).contains("aor=\"sip:103@" + demo.domain(), "state=\"partial\"");
        }
    }

    /** @rfc 3903 4 */
    @Test
    void what_a_phone_publishes_is_seen_by_who_watches_it() throws Exception {
        try (Sipp watcher = watcher("101", "104", "presence", "application/pidf+xml")) {
            watcher.await("<presence", SOON);
            try (Sipp phone = sipp("publish.xml", null, "104", "", "publishes")) {
                watcher.await("gone to lunch", SOON);
                assertThat(phone.result()).as(phone.errors()).isZero();
            }
        }
    }

    /**
     * @rfc 3891 3
     * @rfc 4235 3.6
     */
    @Test
    void who_watches_a_lamp_takes_the_call_that_rings_there() throws Exception {
        CallRecords records = CallRecords.fromNow(demo);
        try (Baresip alice = demo.registered("picked-alice", demo.phone("101", 440));
                Baresip carol =
                        demo.registered("picked-carol", demo.phone("103", 660).ringing());
                Sipp lamp = watcher("104", "103", "dialog", "application/dialog-info+xml");
                TlsTunnel tunnel = tunnel(demo)) {
            lamp.await("<dialog-info", SOON);
            alice.command("dial", "sip:103@" + demo.domain());
            carol.await("CALL_INCOMING", SOON);
            lamp.await("<state>early", SOON);
            String seen = lamp.messages();
            String handle = found("call-id=\"([^\"]+)\"", seen) + ";to-tag=" + found("remote-tag=\"([^\"]+)\"", seen)
                    + ";from-tag=" + found("local-tag=\"([^\"]+)\"", seen) + ";early-only";
            try (Sipp picker = sipp("pick-up.xml", tunnel, "104", "103", "picks-up", "-key", "replaces", handle)) {
                alice.await("CALL_ESTABLISHED", SOON);
                carol.await("CALL_CLOSED", SOON);
                alice.command("hangup", "");
                assertThat(picker.result()).as(picker.errors()).isZero();
            }
        }
        assertThat(records.await(CallRecords.between("101", "103")
                                .and(record ->
                                        record.path("connected").asString().equals("104")))
                        .path("outcome")
                        .asString())
                .isEqualTo("ANSWERED");
    }

    /** @rfc 3261 13.2.1 */
    @Test
    void a_caller_without_an_offer_is_offered_to() throws Exception {
        try (Baresip bob = demo.registered("offered-bob", demo.phone("102", 660));
                TlsTunnel tunnel = tunnel(demo);
                Sipp caller = sipp("call-late-offer.xml", tunnel, "101", "102", "late-offer", "-d", "2000")) {
            bob.await("CALL_ESTABLISHED", SOON);
            bob.await("CALL_CLOSED", SOON);
            assertThat(caller.result()).as(caller.errors()).isZero();
        }
    }

    /** @rfc 5627 4.4 */
    @Test
    void a_phone_is_called_by_both_of_its_own_addresses() throws Exception {
        try (TlsTunnel tunnel = tunnel(demo);
                Baresip alice = demo.registered("gruu-alice", demo.phone("101", 440));
                Sipp phone = withAddressesOfItsOwn(demo, tunnel, "sipp-service-gruu")) {
            for (String address : List.of("pub-gruu", "temp-gruu")) {
                reaches(alice, addressOf(phone, address));
            }
        }
    }

    /** A phone of extension 104 that is told its GRUUs, and answers for as long as it may be registered. */
    static Sipp withAddressesOfItsOwn(DemoUnderTest demo, TlsTunnel tunnel, String name) throws Exception {
        Sipp phone = Sipp.start(
                demo.station(),
                "register-outbound.xml",
                new Sipp.Setup(tunnel.entrance(), "TLS", demo.account("104"), demo.domain(), ""),
                DemoUnderTest.scratch(name),
                Stream.concat(
                                Stream.of("-key", "expires", "240"),
                                Arrays.stream(Sipp.andServing("answer.xml", Duration.ofSeconds(90))))
                        .toArray(String[]::new));
        phone.await("temp-gruu=", SOON);
        return phone;
    }

    /** What it was told last: its {@code pub-gruu} or {@code temp-gruu}. */
    static String addressOf(Sipp phone, String kind) throws Exception {
        return found(kind + "=\"([^\"]+)\"", phone.messages());
    }

    static void reaches(Baresip caller, String address) throws Exception {
        int mark = caller.mark();
        caller.command("dial", address);
        caller.await(mark, "CALL_ESTABLISHED", SOON);
        caller.command("hangup", "");
        caller.await(mark, "CALL_CLOSED", SOON);
    }

    private static String found(String pattern, String text) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        String last = "";
        while (found.find()) {
            last = found.group(1);
        }
        assertThat(last).as(pattern).isNotEmpty();
        return last;
    }
}
