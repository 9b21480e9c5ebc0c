package org.ringfort.e2e.system;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.ringfort.e2e.phone.Lan;
import org.ringfort.e2e.phone.Programs;
import org.ringfort.e2e.phone.Sipp;
import tools.jackson.databind.JsonNode;

/** A trunk of the demo, made and deleted by each test, whose carrier is SIPp without SRTP. */
abstract class TrunkScene {
    static final Duration SOON = Duration.ofSeconds(30);

    static final int CARRIER_PORT = 5070;
    static final int TONE_HZ = 440;
    static final String PASSWORD = "the trunk's own";

    DemoUnderTest demo;
    Api api;
    String trunk = "";
    String number = "";

    @BeforeEach
    void demo() throws Exception {
        Programs.need("sipp");
        demo = DemoUnderTest.shared();
        api = demo.api();
        allowClearMedia(true);
    }

    @AfterEach
    void asBefore() throws Exception {
        if (!number.isEmpty()) {
            api.delete("/numbers/" + number);
        }
        if (!trunk.isEmpty()) {
            api.delete("/trunks/" + trunk);
        }
        if (api != null) {
            allowClearMedia(false);
        }
    }

    private void allowClearMedia(boolean allow) throws Exception {
        JsonNode policy = api.get("/security-policy");
        api.send(
                "PUT",
                "/security-policy",
                "{\"offerMd5\":" + policy.path("offerMd5").asBoolean() + ",\"allowClearMedia\":" + allow
                        + ",\"minRegistrationSeconds\":"
                        + policy.path("minRegistrationSeconds").asInt() + ",\"maxRegistrationSeconds\":"
                        + policy.path("maxRegistrationSeconds").asInt() + "}",
                "If-Match",
                "\"" + policy.path("version").asLong() + "\"");
    }

    static String gateway(Lan.Station carrier, int port, int priority) {
        return """
                {"host":"%s","port":%d,"transport":"udp","tlsName":null,"priority":%d,"weight":1,"domain":null}""".formatted(carrier.address(), port, priority);
    }

    void makeTrunk(String gateways) throws Exception {
        makeTrunk(gateways, "null");
    }

    void makeTrunk(String gateways, String inward) throws Exception {
        makeTrunk(gateways, inward, 0);
    }

    void makeTrunk(String gateways, String inward, int checkSeconds) throws Exception {
        makeTrunk(gateways, inward, checkSeconds, false);
    }

    void makeTrunk(String gateways, String inward, int checkSeconds, boolean registers) throws Exception {
        makeTrunk(gateways, inward, checkSeconds, registers, "");
    }

    /** {@code more} are further members of the trunk, each after a comma; without an exception it is one that may speak in clear. */
    void makeTrunk(String gateways, String inward, int checkSeconds, boolean registers, String more) throws Exception {
        String exception =
                more.contains("exception") ? "" : """
                ,"exception":{"reason":"SIPp speaks no SRTP","until":"%s"}""".formatted(Instant.now().plusSeconds(3600));
        trunk = api.send("POST", "/trunks", """
                        {"name":"Test carrier","enabled":true,"priority":1,"gateways":[%s],
                         "account":{"username":"acme","realm":"carrier.example"},"password":"%s",
                         "callerNumber":"+493012345678",
                         "numbers":{"country":"DE","allowedPrefixes":[],"premium":false},
                         "capacity":{"calls":10,"callsPerSecond":10},"checkSeconds":%d,"inward":%s,"registers":%s%s%s}""".formatted(
                                gateways, PASSWORD, checkSeconds, inward, registers, exception, more))
                .path("id")
                .asString();
    }

    Sipp carrier(Lan.Station station, String scenario) throws Exception {
        return carrier(station, scenario, "");
    }

    Sipp carrier(Lan.Station station, String scenario, String callee) throws Exception {
        return Sipp.start(
                station,
                scenario,
                new Sipp.Setup(
                        new InetSocketAddress(demo.host(), demo.udpPort()),
                        "UDP",
                        demo.account("101"),
                        demo.domain(),
                        callee),
                DemoUnderTest.scratch("sipp-" + scenario),
                "-m",
                "1",
                "-mi",
                station.address(),
                "-rtp_echo");
    }

    JsonNode record(String dialled) throws Exception {
        String id = api.await(
                        "/call-records",
                        record -> record.path("dialled").asString().equals(dialled),
                        SOON)
                .path("id")
                .asString();
        return api.get("/call-records/" + id);
    }
}
