package org.ringfort.app.voice;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ringfort.app.attestation.StiAuthority;
import org.ringfort.app.extensions.DigestFloor;
import org.ringfort.app.issuers.TestIssuer;
import org.ringfort.app.issuers.TokenIssuer;
import org.ringfort.app.issuers.TokenIssuers;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.contract.control.v1.BindReply;
import org.ringfort.contract.control.v1.BindRequest;
import org.ringfort.contract.control.v1.RouteReply;
import org.ringfort.contract.control.v1.RouteRequest;
import org.ringfort.contract.control.v1.SubscribeRequest;
import org.ringfort.contract.control.v1.Transport;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Phones with access tokens instead of passwords; the issuer's keys come from a server of the test's own, over HTTPS. */
@ExtendWith(OutputCaptureExtension.class)
class TokenIT extends VoiceIT {
    private static final StiAuthority AUTHORITY = new StiAuthority();
    private static final TestIssuer ISSUER = new TestIssuer("https://id.acme.example/realms/pbx");
    private static final TestIssuer OTHER = new TestIssuer("https://id.other.example");
    private static final HttpsServer SERVER = server();

    @Autowired
    TokenIssuers issuers;

    private static HttpsServer server() {
        try {
            HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(AUTHORITY.server("localhost")));
            page(server, "/jwks", 200, ISSUER.jwks());
            page(server, "/other", 200, OTHER.jwks());
            page(server, "/gone", 503, "");
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void page(HttpsServer server, String path, int status, String text) {
        byte[] page = text.getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            exchange.sendResponseHeaders(status, page.length == 0 ? -1 : page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
    }

    @AfterAll
    static void stop() {
        SERVER.stop(0);
    }

    @DynamicPropertySource
    static void issuers(DynamicPropertyRegistry registry) throws IOException {
        Path root = Files.write(
                Files.createTempDirectory("ringfort-issuer").resolve("root.pem"), StiAuthority.pem(AUTHORITY.root()));
        registry.add("ringfort.token-issuers.server-authorities", root::toString);
        registry.add("ringfort.token-issuers.networks", () -> "127.0.0.0/8,::1");
    }

    @BeforeEach
    void believes() {
        believes(ISSUER, "/jwks", true);
    }

    private void believes(TestIssuer issuer, String path, boolean enabled) {
        String url = "https://localhost:" + SERVER.getAddress().getPort() + path;
        TenantScope.call(
                tenant.id(),
                () -> issuers.change(
                        issuers.current().version(),
                        new TokenIssuer(enabled, issuer.name, "pbx", url, "sip_extension")));
    }

    private static JWTClaimsSet.Builder claims(String extension) {
        return ISSUER.claims(extension, Instant.now(), 90);
    }

    private static String token(String extension) {
        return ISSUER.token(claims(extension).build());
    }

    private BindReply registers(TestPhone phone, String token) {
        BindRequest.Builder request = phone.register(300);
        request.getRequesterBuilder().setBearerToken(token);
        return edge.bind(request.build());
    }

    private static String error(BindReply reply) {
        assertThat(reply.getChallenged().getChallengesCount()).isPositive();
        return reply.getChallenged().getBearer().getError();
    }

    @Test
    void rfc8898_1_4_1_a_phone_is_told_the_issuer_and_registers_with_a_token_no_longer_than_it_holds(
            CapturedOutput log) {
        TestPhone phone = phone("101", false);
        BindReply first = edge.bind(phone.register(300).build());
        assertThat(first.getChallenged().getBearer().getAuthzServer()).isEqualTo(ISSUER.name);
        assertThat(first.getChallenged().getBearer().getScope()).isEqualTo("sip:register");
        assertThat(first.getChallenged().getBearer().getError()).isEmpty();
        assertThat(first.getChallenged().hasLicence()).isTrue();

        String token = token("101");
        BindReply bound = registers(phone, token);
        assertThat(bound.getBound().getExtension()).as(bound.toString()).isEqualTo("101");
        assertThat(bound.getBound().getContacts(0).getExpiresSeconds()).isBetween(60, 90);
        assertThat(registers(phone, ISSUER.token(claims(phone.authUsername()).build()))
                        .getBound()
                        .getExtension())
                .as("named by its device")
                .isEqualTo("101");
        assertThat(log.getAll()).contains("registration.bound").doesNotContain(token);
    }

    @Test
    void rfc8898_2_2_a_token_is_good_for_its_own_address_alone() {
        phone("101", false);
        TestPhone colleague = phone("102", false);
        assertThat(registers(colleague, token("101")).getRefused().getStatus()).isEqualTo(403);
        assertThat(registers(colleague, token("199")).getRefused().getStatus())
                .as("an extension that is not there")
                .isEqualTo(403);
        assertThat(registers(colleague, token("102")).hasBound()).isTrue();
    }

    @Test
    void rfc8898_2_1_4_calls_and_subscriptions_take_the_same_token() {
        TestPhone phone = phone("101", false);
        phone("102", false);
        RouteRequest.Builder call = phone.call("102");
        call.getRequesterBuilder().setBearerToken(token("101"));
        RouteReply reply = edge.route(call.build());
        assertThat(reply.getPlan().getCaller().getNumber()).isEqualTo("101");
        assertThat(reply.getPlan().getCaller().getDeviceId())
                .isEqualTo(phone.device().toString());

        TestPhone registersOnly = phone(extension("103", false), DigestFloor.MD5, false);
        RouteRequest.Builder barred = registersOnly.call("102");
        barred.getRequesterBuilder().setBearerToken(token("103"));
        assertThat(edge.route(barred.build()).getPlan().getSteps(0).hasRefuse())
                .as("rights are the device's")
                .isTrue();

        SubscribeRequest.Builder watch = SubscribeRequest.newBuilder()
                .setRequester(phone.requester("SUBSCRIBE").setBearerToken(token("101")))
                .setDomain(phone.domain())
                .setUser("102")
                .setEvent("dialog")
                .setExpiresSeconds(600)
                .setEdgeId(edge.id);
        assertThat(edge.subscribe(watch.build()).getSubscribed().getWatcher()).isEqualTo("101");
    }

    @Test
    void the_token_of_another_tenants_issuer_opens_nothing_here() {
        TestPhone phone = phone("101", false);
        String theirs = OTHER.token(OTHER.claims("101", Instant.now(), 90).build());
        assertThat(error(registers(phone, theirs))).isEqualTo("invalid_token");
        believes(OTHER, "/other", true);
        assertThat(registers(phone, theirs).hasBound()).isTrue();
        assertThat(error(registers(phone, token("101")))).isEqualTo("invalid_token");
    }

    @Test
    void rfc8898_2_2_expired_ones_never_shut_anybody_out_and_wrong_ones_do() {
        TestPhone phone = phone("101", false);
        TestIssuer forger = new TestIssuer(ISSUER.name);
        for (int i = 0; i < 5; i++) {
            String old =
                    ISSUER.token(ISSUER.claims("101", Instant.now(), -10 - i).build());
            assertThat(error(registers(phone, old))).isEqualTo("invalid_token");
        }
        assertThat(error(registers(
                        phone, ISSUER.token(claims("101").claim("scope", "mail").build()))))
                .isEqualTo("invalid_scope");
        assertThat(registers(phone, token("101")).hasBound()).isTrue();
        for (int i = 0; i < 3; i++) {
            String forged =
                    forger.token(forger.claims("101", Instant.now(), 90 + i).build());
            assertThat(error(registers(phone, forged))).isEqualTo("invalid_token");
        }
        assertThat(error(registers(phone, token("101"))))
                .as("the account is silenced at that address")
                .isEqualTo("invalid_token");
    }

    @Test
    void rfc8898_5_over_udp_a_token_is_neither_asked_for_nor_looked_at() {
        TestPhone phone = phone("101", false);
        BindRequest.Builder request = phone.register(300);
        request.getRequesterBuilder().setBearerToken(token("101"));
        request.getRequesterBuilder().getSourceBuilder().setTransport(Transport.TRANSPORT_UDP);
        BindReply reply = edge.bind(request.build());
        assertThat(reply.getChallenged().getChallengesCount()).isPositive();
        assertThat(reply.getChallenged().hasBearer()).isFalse();
    }

    @Test
    void without_the_issuers_keys_nobody_can_say_and_passwords_go_on() {
        TestPhone phone = phone("101", false);
        believes(ISSUER, "/gone", true);
        BindReply reply = registers(phone, token("101"));
        assertThat(reply.getRefused().getStatus()).isEqualTo(503);
        assertThat(reply.getRefused().getRetryAfterSeconds()).isPositive();
        assertThat(phone.bind(phone.register(300)).hasBound()).isTrue();
    }

    @Test
    void switched_off_no_token_counts_and_none_is_asked_for() {
        TestPhone phone = phone("101", false);
        assertThat(registers(phone, token("101")).hasBound()).isTrue();
        believes(ISSUER, "/jwks", false);
        BindReply reply = registers(phone, token("101"));
        assertThat(reply.getChallenged().hasBearer()).isFalse();
        assertThat(reply.hasBound()).isFalse();
    }
}
