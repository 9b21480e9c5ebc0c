package org.ringfort.app.voice;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.ringfort.app.attestation.StiAuthority;
import org.ringfort.app.numbers.Destination;
import org.ringfort.app.numbers.NumberDraft;
import org.ringfort.app.numbers.Numbers;
import org.ringfort.app.numbers.PublicNumber;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.trunks.Capacity;
import org.ringfort.app.trunks.Gateway;
import org.ringfort.app.trunks.GatewayTransport;
import org.ringfort.app.trunks.IdentityRules;
import org.ringfort.app.trunks.Inward;
import org.ringfort.app.trunks.NumberRules;
import org.ringfort.app.trunks.Outward;
import org.ringfort.app.trunks.TrunkDraft;
import org.ringfort.app.trunks.Trunks;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.Requester;
import org.ringfort.contract.control.v1.RouteRequest;
import org.ringfort.contract.control.v1.Source;
import org.ringfort.contract.control.v1.Transport;
import org.ringfort.kernel.id.CallId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A carrier that signs and verifies: an authority, a provider with its certificate on a web server, a trunk and numbers. */
abstract class AttestationScene extends VoiceIT {
    static final StiAuthority AUTHORITY = new StiAuthority();
    static final StiAuthority.Issued PROVIDER = AUTHORITY.provider(StiAuthority.code("4711"));
    /** As long as the application, which the classes of this scene share. */
    private static final HttpsServer SERVER = server();

    private static final String CARRIER = "198.18.0.7";

    @Autowired
    Trunks trunks;

    @Autowired
    Numbers numbers;

    private static HttpsServer server() {
        try {
            HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(AUTHORITY.server("localhost")));
            byte[] page = StiAuthority.pem(PROVIDER.certificate());
            server.createContext("/provider.pem", exchange -> {
                exchange.sendResponseHeaders(200, page.length);
                exchange.getResponseBody().write(page);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @DynamicPropertySource
    static void attestation(DynamicPropertyRegistry registry) throws IOException {
        Path folder = Files.createTempDirectory("ringfort-sti");
        Path root = Files.write(folder.resolve("root.pem"), StiAuthority.pem(AUTHORITY.root()));
        Path key = Files.writeString(
                folder.resolve("key.pem"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(PROVIDER.keys().getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        registry.add("ringfort.attestation.authorities", root::toString);
        registry.add("ringfort.attestation.certificate-server-authorities", root::toString);
        registry.add("ringfort.attestation.key", key::toString);
        registry.add("ringfort.attestation.certificate-url", AttestationScene::certificate);
        registry.add("ringfort.attestation.networks", () -> "127.0.0.0/8,::1");
    }

    /** Where the provider's certificate is. */
    static String certificate() {
        return "https://localhost:" + SERVER.getAddress().getPort() + "/provider.pem";
    }

    /** Numbers and addresses are one tenant's alone, and tests share a database. */
    final String own(String first) {
        return first + (7_000 + Integer.parseInt(tenant.domain().replaceAll("[^0-9]", "")));
    }

    final String presented() {
        return own("+49309018");
    }

    final String called() {
        return own("+49308018");
    }

    private String carrier() {
        int serial = Integer.parseInt(tenant.domain().replaceAll("[^0-9]", ""));
        return CARRIER.substring(0, CARRIER.lastIndexOf('.') + 1) + (serial % 250 + 1);
    }

    final void trunk(boolean signs, IdentityRules.Check check) {
        trunk(new IdentityRules(signs, check));
    }

    final void trunk(IdentityRules identity) {
        trunk("Carrier", 1, Optional.of(new Inward(List.of(carrier()), List.of(), false)), identity);
    }

    /** One that brings no calls. */
    final void outwardTrunk(String name, int priority, IdentityRules identity) {
        trunk(name, priority, Optional.empty(), identity);
    }

    private void trunk(String name, int priority, Optional<Inward> inward, IdentityRules identity) {
        TenantScope.call(
                tenant.id(),
                () -> trunks.create(
                        new TrunkDraft(
                                name,
                                true,
                                priority,
                                List.of(new Gateway(
                                        "sip.carrier.example",
                                        5061,
                                        GatewayTransport.TLS,
                                        "sip.carrier.example",
                                        10,
                                        1,
                                        "")),
                                Optional.empty(),
                                Optional.empty(),
                                "",
                                presented(),
                                new NumberRules("DE", List.of(), false),
                                new Capacity(10, 100),
                                inward,
                                0,
                                identity,
                                false,
                                Outward.USUAL),
                        Optional.empty()));
    }

    final PublicNumber number(String number) {
        return TenantScope.call(
                tenant.id(),
                () -> numbers.create(new NumberDraft(number, new Destination(Destination.Kind.ECHO, ""), "")));
    }

    final void proved(PublicNumber number) {
        TenantScope.call(tenant.id(), () -> numbers.prove(number.id(), number.version(), true));
    }

    final Plan incoming(String from, String... identities) {
        return incoming(called(), from, List.of(identities));
    }

    final Plan incoming(String dialled, String from, List<String> identities) {
        return edge.route(RouteRequest.newBuilder()
                        .setRequester(Requester.newBuilder()
                                .setMethod("INVITE")
                                .setSource(Source.newBuilder()
                                        .setTransport(Transport.TRANSPORT_TLS)
                                        .setAddress(carrier())
                                        .setPort(5061))
                                .setSipCallId("call@carrier.example")
                                .setCseq(1))
                        .setCallId(CallId.next().toString())
                        .setDomain("203.0.113.80")
                        .setDialled(dialled)
                        .setFromUser(from)
                        .setFromDomain("carrier.example")
                        .setHasOffer(true)
                        .addAllIdentities(identities)
                        .build())
                .getPlan();
    }
}
