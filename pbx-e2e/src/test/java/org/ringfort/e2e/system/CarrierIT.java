package org.ringfort.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfort.e2e.phone.Baresip;
import org.ringfort.e2e.phone.Lan;
import org.ringfort.e2e.phone.OpenSsl;
import org.ringfort.e2e.phone.Programs;
import org.ringfort.e2e.phone.Sipp;
import org.ringfort.e2e.phone.TlsTunnel;
import tools.jackson.databind.json.JsonMapper;

/** What carriers say besides the call, what they are told, and a carrier behind TLS; SIPp is carrier and phone. */
class CarrierIT extends TrunkScene {
    private static final int TLS_PORT = 5061;
    private static final String TLS_NAME = "gateway.carrier.example";

    private static String knownBy(Lan.Station station, String more) {
        return "{\"networks\":[\"" + station.address() + "\"],\"certificateNames\":[],\"trustsIdentity\":true" + more
                + "}";
    }

    private String numberFor(String number, String destination) throws Exception {
        return api.send("POST", "/numbers", "{\"number\":\"" + number + "\",\"destination\":" + destination + "}")
                .path("id")
                .asString();
    }

    /** A phone of extension 103, registered over TLS for half a minute, that meets each call with this scenario. */
    private Sipp phone(TlsTunnel tunnel, String scenario, String... more) throws Exception {
        List<String> options = new ArrayList<>(List.of(Sipp.andServing(scenario, Duration.ofSeconds(40))));
        options.addAll(Arrays.asList(more));
        Sipp phone = Sipp.start(
                demo.station(),
                "register.xml",
                new Sipp.Setup(tunnel.entrance(), "TLS", demo.account("103"), demo.domain(), ""),
                DemoUnderTest.scratch("sipp-carrier-" + scenario),
                options.toArray(String[]::new));
        phone.await("SIP/2.0 200", SOON);
        return phone;
    }

    /**
     * @rfc 5806 7
     * @rfc 7044 10.1
     * @rfc 8224 6.2
     */
    @Test
    void what_a_believed_carrier_says_of_a_call_reaches_the_phone_and_nothing_else_does() throws Exception {
        Lan.Station station = demo.station();
        makeTrunk(
                gateway(station, CARRIER_PORT, 1),
                knownBy(station, ",\"believes\":[\"Diversion\",\"History-Info\",\"X-Account\"]"),
                0,
                false,
                ",\"identity\":{\"check\":\"mark\",\"signs\":false}");
        number = numberFor("+4930901827", "{\"kind\":\"extension\",\"extension\":\"103\"}");
        try (TlsTunnel tunnel = SippServicesIT.tunnel(demo);
                Sipp phone = phone(tunnel, "answer.xml");
                Sipp carrier = carrier(station, "carrier-calls-headers.xml", "030901827")) {
            assertThat(carrier.result()).as(carrier.errors()).isZero();
            String heard = phone.messages();
            assertThat(heard.substring(heard.indexOf("INVITE sip:")))
                    .contains("Diversion: <sip:+4930901899@" + demo.domain() + ">;reason=user-busy;privacy=off")
                    .contains("History-Info: ", "X-Account: 4711", ";verstat=No-TN-Validation")
                    .doesNotContain("carrier.example", "901898", "icid", "Smuggled", "Boss");
        }
        assertThat(record("+4930901827").path("caller").asString()).isEqualTo("+4930901823");
    }

    /**
     * @rfc 5806 5
     * @rfc 7044 5
     */
    @Test
    void a_carrier_is_told_that_a_phone_sent_the_call_on() throws Exception {
        Lan.Station station = demo.station();
        makeTrunk(
                gateway(station, CARRIER_PORT, 1),
                "null",
                0,
                false,
                ",\"sends\":[\"P-Asserted-Identity\",\"Diversion\",\"History-Info\"]");
        try (Baresip alice = demo.registered("diverted-alice", demo.phone("101", TONE_HZ));
                TlsTunnel tunnel = SippServicesIT.tunnel(demo);
                Sipp phone = phone(tunnel, "answer-elsewhere.xml", "-key", "elsewhere", "030901820");
                Sipp carrier = carrier(station, "carrier.xml")) {
            Sipp.awaitListening(station, SOON);
            alice.command("dial", "sip:103@" + demo.domain());
            alice.await("CALL_ESTABLISHED", SOON);
            alice.command("hangup", "");
            assertThat(carrier.result()).as(carrier.errors()).isZero();
            assertThat(carrier.messages())
                    .contains("Diversion: <sip:+493012345678@" + station.address() + ">;reason=unconditional")
                    .contains("History-Info: ", "cause=302", "P-Asserted-Identity: <sip:+493012345678@")
                    .doesNotContain(demo.domain(), "sip:103", "sip:101");
            assertThat(phone.messages()).contains("SIP/2.0 302");
        }
    }

    /** stunnel ends the TLS, with a certificate of an authority that the trunk alone names. */
    @Test
    void a_carrier_behind_tls_is_called_where_its_own_authority_vouches_for_it() throws Exception {
        Programs.need("stunnel", "openssl");
        Lan.Station station = demo.station();
        Path directory = DemoUnderTest.scratch("stunnel");
        Path certificate = directory.resolve("gateway.pem");
        Path log = directory.resolve("stunnel.log");
        Process stunnel = stunnel(station, directory, certificate, log);
        try (Baresip alice = demo.registered("tls-trunk-alice", demo.phone("101", TONE_HZ))) {
            makeTrunk(
                    """
                    {"host":"%s","port":%d,"transport":"tls","tlsName":"%s","priority":1,"weight":1}""".formatted(station.address(), TLS_PORT, TLS_NAME),
                    "null",
                    0,
                    false,
                    ",\"exception\":null,\"authorities\":"
                            + JsonMapper.shared().writeValueAsString(Files.readString(certificate)));
            var setup = new Sipp.Setup(
                    new InetSocketAddress(demo.host(), demo.tlsPort()), "TCP", demo.account("101"), demo.domain(), "");
            try (Sipp carrier =
                    Sipp.start(station, "answer.xml", setup, DemoUnderTest.scratch("sipp-tls-carrier"), "-m", "1")) {
                Sipp.awaitListening(station, "tcp", CARRIER_PORT, SOON);
                Sipp.awaitListening(station, "tcp", TLS_PORT, SOON);
                alice.command("dial", "sip:030901829@" + demo.domain());
                alice.await("CALL_ESTABLISHED", SOON);
                alice.command("hangup", "");
                assertThat(carrier.result()).as(carrier.errors()).isZero();
                assertThat(carrier.messages())
                        .contains("INVITE sip:+4930901829@", "RTP/SAVP", "a=crypto:")
                        .doesNotContain(demo.domain(), "baresip");
            }
            assertThat(Files.readString(log)).contains("TLSv1.3 ciphersuite");
        } finally {
            stunnel.destroy();
        }
        var leg = record("030901829").path("legs").path(1);
        assertThat(leg.path("why").asString())
                .isEqualTo("trunk Test carrier, gateway " + station.address() + ":" + TLS_PORT);
        assertThat(leg.path("security").path("tlsVersion").asString()).isEqualTo("TLSv1.3");
    }

    private static Process stunnel(Lan.Station station, Path directory, Path certificate, Path log) throws Exception {
        Path key = directory.resolve("gateway.key");
        OpenSsl.request(key, certificate, TLS_NAME, "-x509", "-days", "2", "-addext", "subjectAltName=DNS:" + TLS_NAME);
        Path configuration = directory.resolve("stunnel.conf");
        Files.writeString(
                configuration, """
                foreground = yes
                pid =
                debug = info
                output = %1$s
                [sips]
                accept = %2$s:%3$d
                connect = %2$s:%4$d
                cert = %5$s
                key = %6$s
                """.formatted(log, station.address(), TLS_PORT, CARRIER_PORT, certificate, key));
        return new ProcessBuilder(Programs.in(station, "stunnel", configuration.toString()))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("said").toFile())
                .start();
    }

    /** @rfc 6140 5 */
    @Test
    void a_trunk_registers_all_its_numbers_at_once() throws Exception {
        Lan.Station station = demo.station();
        number = numberFor("+4930901828", "{\"kind\":\"echo\"}");
        try (Sipp carrier = carrier(station, "carrier-registrar-bulk.xml")) {
            Sipp.awaitListening(station, SOON);
            makeTrunk(gateway(station, CARRIER_PORT, 1), knownBy(station, ",\"bulk\":true"), 0, true);
            assertThat(carrier.result()).as(carrier.errors()).isZero();
        }
        try (Sipp carrier = carrier(station, "carrier-calls-headers.xml", "+4930901828")) {
            assertThat(carrier.result()).as(carrier.errors()).isZero();
        }
        assertThat(record("+4930901828").path("rule").asString()).isEqualTo("inward-echo");
    }
}
