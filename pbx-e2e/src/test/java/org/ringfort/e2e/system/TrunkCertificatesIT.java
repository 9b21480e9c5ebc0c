package org.ringfort.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringfort.e2e.phone.Baresip;
import org.ringfort.e2e.phone.HandmadePhone;
import org.ringfort.e2e.phone.SipSocket;
import org.ringfort.e2e.phone.Trust;

/**
 * Two trunks that are known by address and certificate, through the real edge and app. A carrier that is known reaches an
 * extension, and is told where nobody has a number; what strangers call, known numbers included, is answered as any stranger's.
 */
class TrunkCertificatesIT {
    private static final String NUMBER = "+4930901825";
    private static final String UNKNOWN = "+4930901999";
    private static final String CALLER = "+4930901823";
    private static final String NO_SUCH_NUMBER = "SIP/2.0 404";
    private static final String HALF_KNOWN = "SIP/2.0 403";
    private static final String STRANGER = "SIP/2.0 401";
    private static final String NOT_SERVED = "";
    private static final int TONE_HZ = 440;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<String> made = new ArrayList<>();
    private DemoUnderTest demo;
    private Api api;
    private InetAddress one;
    private InetAddress two;
    private InetAddress elsewhere;
    private String name;

    @BeforeEach
    void trunks() throws Exception {
        demo = DemoUnderTest.shared();
        api = demo.api();
        name = "trunk." + demo.domain();
        one = demo.lan().guest(241);
        two = demo.lan().guest(242);
        elsewhere = demo.lan().guest(243);
        trunk("one", one);
        trunk("two", two);
        make(
                "/numbers",
                "{\"number\":\"" + NUMBER + "\",\"destination\":{\"kind\":\"extension\",\"extension\":\"101\"}}");
        awaitKnown("one", one);
        awaitKnown("two", two);
    }

    /** Edges know of a carrier a moment after it is named. */
    private void awaitKnown(String carrier, InetAddress own) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!calls(own, of(carrier), name, UNKNOWN + "@" + name).startsWith(NO_SUCH_NUMBER)) {
            assertThat(System.nanoTime()).as("carrier %s is known", carrier).isLessThan(deadline);
            Thread.sleep(200);
        }
    }

    @AfterEach
    void asBefore() throws Exception {
        for (String path : made) {
            api.delete(path);
        }
    }

    private void make(String path, String body) throws Exception {
        made.addFirst(path + "/" + api.send("POST", path, body).path("id").asString());
    }

    private void trunk(String carrier, InetAddress address) throws Exception {
        make("/trunks", """
                        {"name":"Certified %1$s","enabled":true,"priority":9,
                         "gateways":[{"host":"%2$s","port":5099,"transport":"tls","tlsName":"%1$s.carrier.example",
                           "priority":1,"weight":1}],
                         "numbers":{"country":"DE","allowedPrefixes":[],"premium":false},
                         "capacity":{"calls":2,"callsPerSecond":10},"checkSeconds":0,
                         "inward":{"networks":["%2$s"],"certificateNames":["%1$s.carrier.example"],
                           "trustsIdentity":false}}""".formatted(carrier, address.getHostAddress()));
    }

    private SSLContext nothing() throws Exception {
        return Trust.only(demo.ca());
    }

    /** One of the carriers' certificates of the demo. */
    private SSLContext of(String carrier) throws Exception {
        return showing("carrier-tls", carrier);
    }

    private SSLContext showing(String authority, String certificate) throws Exception {
        Path directory = DemoUnderTest.directory().resolve(authority);
        return Trust.showing(
                directory.resolve(certificate + ".pem"), directory.resolve(certificate + ".key"), demo.ca());
    }

    /** A connection to the edge under this name of it. */
    private SipSocket connect(InetAddress from, SSLContext shown, String asked) throws Exception {
        InetAddress edge = InetAddress.getByName(demo.host());
        var server = new InetSocketAddress(InetAddress.getByAddress(asked, edge.getAddress()), demo.tlsPort());
        return SipSocket.tls(from, server, shown);
    }

    private String calls(InetAddress from, SSLContext shown) throws Exception {
        return calls(from, shown, name, NUMBER + "@" + name);
    }

    /** The first final answer without what is new in each; empty where the connection is not served. */
    private String calls(InetAddress from, SSLContext shown, String asked, String target) throws Exception {
        try (SipSocket carrier = connect(from, shown, asked)) {
            String id = UUID.randomUUID().toString();
            carrier.send(SipText.crlf("""
                    INVITE sip:%1$s SIP/2.0
                    Via: SIP/2.0/TLS 10.9.8.7:5061;branch=z9hG4bK%2$s;rport
                    Max-Forwards: 70
                    From: <sip:+4930901823@carrier.example>;tag=from
                    To: <sip:%1$s>
                    Call-ID: %2$s
                    CSeq: 1 INVITE
                    Contact: <sip:10.9.8.7:5061;transport=tls>
                    Content-Length: 0

                    """.formatted(target, id)).getBytes(StandardCharsets.US_ASCII));
            String answer;
            do {
                answer = carrier.receive(PATIENCE).orElse("");
            } while (answer.startsWith("SIP/2.0 1"));
            assertThat(answer.isEmpty()).as("closed, not silent").isEqualTo(carrier.closed());
            return answer.replaceAll("(nonce|tag|branch|rport|received)=\"?[^\";,\\r\\n]*\"?", "$1")
                    .replace(id, "")
                    .replace(target, "");
        } catch (IOException refused) {
            return NOT_SERVED;
        }
    }

    @Test
    void two_trunks_with_mutual_tls_refuse_the_wrong_certificate_and_the_wrong_address() throws Exception {
        for (String carrier : List.of("one", "two")) {
            InetAddress own = carrier.equals("one") ? one : two;
            assertThat(calls(own, of(carrier), name, UNKNOWN + "@" + name))
                    .as("%s with its own", carrier)
                    .startsWith(NO_SUCH_NUMBER);
        }
        String wrongAddress = calls(elsewhere, of("one"));
        assertThat(wrongAddress).startsWith(HALF_KNOWN);
        DemoUnderTest.awaitLog(
                "pbx-app", PATIENCE, "trunk.refused", "right certificate, wrong address", elsewhere.getHostAddress());
        String wrongCertificate = calls(one, of("two"));
        assertThat(wrongCertificate).startsWith(HALF_KNOWN);
        DemoUnderTest.awaitLog(
                "pbx-app", PATIENCE, "trunk.refused", "right address, wrong certificate", one.getHostAddress());

        assertThat(List.of(
                        wrongCertificate,
                        calls(two, of("one")),
                        calls(one, of("two"), name, UNKNOWN + "@" + name),
                        calls(elsewhere, of("one"), name, UNKNOWN + "@" + name),
                        calls(one, of("two"), name, NUMBER + "@" + demo.domain()),
                        calls(elsewhere, of("two"), name, NUMBER + "@" + demo.domain())))
                .as("whatever is wrong and whatever is called, the answer is one")
                .containsOnly(wrongAddress);
    }

    @Test
    void who_shows_no_good_certificate_is_a_stranger_or_not_served() throws Exception {
        assertThat(calls(one, nothing(), demo.domain(), NUMBER + "@" + name))
                .as("a known address alone, where phones call")
                .startsWith(STRANGER);
        assertThat(calls(one, of("one"), demo.domain(), NUMBER + "@" + name))
                .as("where phones call, nobody is asked for a certificate")
                .startsWith(STRANGER);
        assertThat(calls(one, nothing())).as("none where one is needed").isEqualTo(NOT_SERVED);
        assertThat(calls(one, showing("internal-tls", "pbx-app")))
                .as("one of another authority")
                .isEqualTo(NOT_SERVED);
        DemoUnderTest.awaitLog("pbx-sip-edge", PATIENCE, "tls.client_refused", "CN=pbx-app");
        assertThat(calls(one, of("one-revoked"))).as("a revoked one of its own").isEqualTo(NOT_SERVED);
        DemoUnderTest.awaitLog("pbx-sip-edge", PATIENCE, "tls.client_refused", "revoked", "CN=one-revoked");
    }

    @Test
    void a_carrier_with_its_own_certificate_at_its_own_address_reaches_an_extension() throws Exception {
        var account = new Baresip.Account(CALLER, "", "", "");
        var words = new HandmadePhone.Words("carrier", "Somebody", "certified", "carrier", "Normal");
        try (Baresip alice = demo.registered("certified-alice", demo.phone("101", TONE_HZ));
                HandmadePhone carrier = new HandmadePhone(connect(one, of("one"), name), name, account, words)) {
            assertThat(carrier.call(NUMBER)).isEqualTo(200);
            assertThat(alice.await("CALL_ESTABLISHED", PATIENCE).toString()).contains(CALLER);
            carrier.hangUp();
            alice.await("CALL_CLOSED", PATIENCE);
        }
        String id = api.await(
                        "/call-records",
                        record -> record.path("dialled").asString().equals(NUMBER)
                                && record.path("rule").asString().equals("inward-extension"),
                        PATIENCE)
                .path("id")
                .asString();
        assertThat(api.get("/call-records/" + id)
                        .path("legs")
                        .path(0)
                        .path("why")
                        .asString())
                .isEqualTo("trunk Certified one");
    }
}
