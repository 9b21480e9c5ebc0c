package org.ringfort.app.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.ringfort.app.Eventually;
import org.ringfort.app.extensions.DigestFloor;
import org.ringfort.app.extensions.Extension;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.registrar.Binding;
import org.ringfort.app.registrar.Registrar;
import org.ringfort.contract.control.v1.BindReply;
import org.ringfort.contract.control.v1.BindRequest;
import org.ringfort.contract.control.v1.Challenged;
import org.ringfort.contract.control.v1.DigestAlgorithm;
import org.ringfort.contract.control.v1.FlowsClosed;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.ToEdge;
import org.ringfort.contract.control.v1.Transport;
import org.ringfort.kernel.secret.Secret;
import org.ringfort.protocol.sip.digest.Nonces;
import org.springframework.beans.factory.annotation.Autowired;

class RegistrationIT extends VoiceIT {
    @Autowired
    Registrar registrar;

    private List<Binding> bound(String number) {
        return registrar.of(
                tenant.id(),
                extensions.byNumber(tenant.id(), number).orElseThrow().id().value());
    }

    private void eventuallyUnbound(String number) throws InterruptedException {
        Eventually.holds("no longer bound", () -> bound(number).isEmpty());
    }

    @Test
    void challenged_with_sha_256_first_and_md5_last_then_bound() {
        TestPhone phone = phone("101", false);
        BindReply first = edge.bind(phone.register(300).build());
        assertThat(first.getChallenged().getChallengesList())
                .extracting(Challenged.Challenge::getAlgorithm)
                .containsExactly(DigestAlgorithm.DIGEST_ALGORITHM_SHA_256, DigestAlgorithm.DIGEST_ALGORITHM_MD5);
        assertThat(first.getChallenged().getChallengesList()).allSatisfy(challenge -> {
            assertThat(challenge.getRealm()).isEqualTo(tenant.domain());
            assertThat(challenge.getStale()).isFalse();
        });

        BindReply second = phone.bind(phone.register(120));
        assertThat(second.getBound().getExtension()).isEqualTo("101");
        assertThat(second.getBound().getTenantId()).isEqualTo(tenant.id().toString());
        assertThat(second.getBound().getContacts(0).getExpiresSeconds()).isEqualTo(120);

        Binding stored = bound("101").getFirst();
        assertThat(stored.place().flow()).isEqualTo("flow-of-" + phone.device());
        assertThat(stored.place().tlsVersion()).isEqualTo("TLSv1.3");
        assertThat(stored.place().tlsGroup()).isEqualTo("X25519MLKEM768");
        assertThat(stored.place().sourceAddress()).isEqualTo("192.0.2.7");
        assertThat(stored.place().zone()).isEmpty();
    }

    @Test
    void a_phone_without_tls_stands_under_the_name_of_its_zone() {
        TestPhone phone = phone("101", false);
        BindRequest.Builder request = phone.register(120);
        request.getRequesterBuilder()
                .getSourceBuilder()
                .setTransport(Transport.TRANSPORT_UDP)
                .clearTlsVersion()
                .setLegacyZone("warehouse");
        assertThat(phone.bind(request).hasBound()).isTrue();
        assertThat(bound("101").getFirst().place().zone()).isEqualTo("warehouse");
    }

    @Test
    void the_edge_may_make_the_next_challenges_itself_for_a_minute() {
        TestPhone phone = phone("101", false);
        Challenged first = edge.bind(phone.register(300).build()).getChallenged();
        assertThat(first.getLicence().getValidSeconds()).isEqualTo(60);
        var nonces = new Nonces(
                Secret.of(first.getLicence().getNonceKey().toByteArray()),
                Duration.ofMinutes(1),
                Clock.systemUTC(),
                new SecureRandom());
        BindRequest.Builder request = phone.register(300);
        request.getRequesterBuilder()
                .addCredentials(phone.answer(tenant.domain(), nonces.issue(tenant.domain()), false, "REGISTER", 1));
        assertThat(edge.bind(request.build()).hasBound()).isTrue();

        request.getRequesterBuilder()
                .setCredentials(0, phone.answer(tenant.domain(), nonces.issue("other.example"), false, "REGISTER", 1));
        Challenged again = edge.bind(request.build()).getChallenged();
        assertThat(again.getChallenges(0).getStale()).as("for another realm").isTrue();
        assertThat(again.hasLicence()).as("of who has credentials").isFalse();
    }

    @Test
    void an_alias_of_the_domain_has_the_same_realm() {
        TestPhone phone = phone("101", false);
        BindReply reply = phone.bind(phone.register(120).setDomain("ALIAS." + tenant.domain()));
        assertThat(reply.hasBound()).isTrue();
    }

    @Test
    void a_phone_that_chokes_on_sha_256_is_offered_md5_alone_whoever_it_is() {
        TestPhone phone = phone("101", false);
        for (TestPhone one : List.of(phone, phone.withName("nobody"))) {
            BindRequest.Builder request = one.register(300);
            request.getRequesterBuilder().setUserAgent("baresip v1.0.0 (x86_64/linux)");
            assertThat(edge.bind(request.build()).getChallenged().getChallengesList())
                    .extracting(Challenged.Challenge::getAlgorithm)
                    .containsExactly(DigestAlgorithm.DIGEST_ALGORITHM_MD5);
        }
    }

    @Test
    void a_wrong_password_and_an_unknown_user_get_the_same_answer() {
        TestPhone phone = phone("101", false);
        BindReply wrong = phone.withPassword("wrong").bind(phone.register(300));
        BindReply unknown = phone.withName("nobody").bind(phone.register(300));
        assertThat(faceless(wrong)).isEqualTo(faceless(unknown));
        assertThat(wrong.getChallenged().getChallengesList()).noneMatch(Challenged.Challenge::getStale);
        assertThat(bound("101")).isEmpty();
    }

    private static BindReply faceless(BindReply reply) {
        BindReply.Builder plain = reply.toBuilder();
        plain.getChallengedBuilder().getChallengesBuilderList().forEach(Challenged.Challenge.Builder::clearNonce);
        return plain.build();
    }

    @Test
    void an_invented_nonce_with_the_right_password_is_stale() {
        TestPhone phone = phone("101", false);
        BindRequest.Builder request = phone.register(300);
        request.getRequesterBuilder()
                .addCredentials(phone.answer(tenant.domain(), "bm90IG9uZSBvZiBvdXJz", false, "REGISTER", 1));
        BindReply reply = edge.bind(request.build());
        assertThat(reply.getChallenged().getChallengesList()).allMatch(Challenged.Challenge::getStale);
    }

    @Test
    void the_very_same_request_again_is_no_replay_but_its_answer_in_another_is() {
        TestPhone phone = phone("101", false);
        BindRequest.Builder request = phone.register(300);
        BindReply challenge = edge.bind(request.build());
        request.getRequesterBuilder().addCredentials(phone.answer(challenge.getChallenged(), 0, "REGISTER", 1));
        assertThat(edge.bind(request.build()).hasBound()).isTrue();
        assertThat(edge.bind(request.build()).hasBound()).as("retransmission").isTrue();

        request.getRequesterBuilder().setSipCallId("another");
        BindReply replay = edge.bind(request.build());
        assertThat(replay.getChallenged().getChallengesList()).allMatch(Challenged.Challenge::getStale);
    }

    @Test
    void a_nonce_serves_again_with_the_next_count() {
        TestPhone phone = phone("101", false);
        BindReply challenge = edge.bind(phone.register(300).build());
        for (int count = 1; count <= 3; count++) {
            BindRequest.Builder request = phone.register(300);
            request.getRequesterBuilder().addCredentials(phone.answer(challenge.getChallenged(), 0, "REGISTER", count));
            assertThat(edge.bind(request.build()).hasBound()).isTrue();
        }
    }

    @Test
    void below_its_floor_a_right_answer_is_refused() {
        TestPhone phone = phone(extension("105", false), DigestFloor.SHA_256);
        BindRequest.Builder request = phone.register(300);
        BindReply challenge = edge.bind(request.build());
        request.getRequesterBuilder().addCredentials(phone.answer(challenge.getChallenged(), 1, "REGISTER", 1));
        assertThat(edge.bind(request.build()).getRefused().getStatus()).isEqualTo(403);
        assertThat(phone.bind(phone.register(300)).hasBound()).isTrue();
    }

    @Test
    void too_brief_an_interval_is_refused_with_the_least_one() {
        TestPhone phone = phone("101", false);
        BindReply reply = phone.bind(phone.register(5));
        assertThat(reply.getRefused().getStatus()).isEqualTo(423);
        assertThat(reply.getRefused().getMinExpiresSeconds()).isBetween(30, 60);
    }

    @Test
    void another_ones_address_is_refused() {
        TestPhone phone = phone("101", false);
        extension("102", false);
        assertThat(phone.bind(phone.register(300).setUser("102")).getRefused().getStatus())
                .isEqualTo(403);
    }

    @Test
    void two_devices_share_an_address_and_a_star_empties_it() {
        Extension extension = extension("101", false);
        TestPhone desk = phone(extension, DigestFloor.MD5);
        TestPhone mobile = phone(extension, DigestFloor.MD5);
        desk.bind(desk.register(300));
        assertThat(mobile.bind(mobile.register(300)).getBound().getContactsCount())
                .isEqualTo(2);

        BindReply emptied = desk.bind(desk.register(0).setRemoveAll(true));
        assertThat(emptied.hasBound()).isTrue();
        assertThat(emptied.getBound().getContactsCount()).isZero();
        assertThat(bound("101")).isEmpty();
    }

    @Test
    void a_binding_is_gone_when_its_connection_is() throws Exception {
        TestPhone phone = phone("101", false);
        phone.bind(phone.register(300));
        assertThat(bound("101")).hasSize(1);
        edge.tell(FromEdge.newBuilder().setFlowsClosed(FlowsClosed.newBuilder().addFlows("flow-of-" + phone.device())));
        eventuallyUnbound("101");
    }

    @Test
    void a_restarted_edge_has_lost_its_connections_but_no_datagram_address() throws Exception {
        TestPhone connected = phone("101", false);
        TestPhone datagrams = phone("102", false);
        connected.bind(connected.register(300));
        BindRequest.Builder udp = datagrams.register(300);
        udp.getRequesterBuilder().getSourceBuilder().setTransport(Transport.TRANSPORT_UDP);
        datagrams.bind(udp);
        edge.close();

        edge = new ScriptedEdge(grpc.port(), PKI, edge.id, "second");
        edge.attach();
        eventuallyUnbound("101");
        assertThat(bound("102")).hasSize(1);
    }

    @Test
    void a_deleted_device_is_cut_off() throws Exception {
        Extension extension = extension("101", false);
        TestPhone phone = phone(extension, DigestFloor.MD5);
        phone.bind(phone.register(300));
        TenantScope.call(tenant.id(), () -> {
            devices.delete(extension.id(), phone.device());
            return true;
        });
        assertThat(edge.hear(ToEdge.EventCase.DROP_FLOWS).getDropFlows().getFlowsList())
                .containsExactly("flow-of-" + phone.device());
        assertThat(bound("101")).isEmpty();
        assertThat(phone.bind(phone.register(300)).hasChallenged()).isTrue();
    }

    @Test
    void a_domain_that_nobody_has_is_challenged_like_any_other_and_no_answer_is_right() {
        TestPhone phone = phone("101", false);
        BindReply known = edge.bind(phone.register(300).build());
        BindReply unknown =
                edge.bind(phone.register(300).setDomain("nobody.example").build());
        assertThat(unknown.getChallenged().getChallengesList())
                .extracting(Challenged.Challenge::getAlgorithm)
                .isEqualTo(known.getChallenged().getChallengesList().stream()
                        .map(Challenged.Challenge::getAlgorithm)
                        .toList());
        assertThat(unknown.getChallenged().getChallenges(0).getRealm()).isEqualTo("nobody.example");
        assertThat(phone.bind(phone.register(300).setDomain("nobody.example")).hasChallenged())
                .isTrue();
    }

    @Test
    void many_register_at_once() throws Exception {
        List<TestPhone> phones = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            TestPhone phone = phone(Integer.toString(200 + i), false);
            assertThat(phone.bind(phone.register(300)).hasBound()).isTrue(); // and the app knows it from now on
            phones.add(phone);
        }
        List<Callable<BindReply>> requests = new ArrayList<>();
        for (int round = 0; round < 20; round++) {
            phones.forEach(phone -> requests.add(() -> phone.bind(phone.register(300))));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<BindReply> reply : threads.invokeAll(requests)) {
                // A refresh may be overtaken by a later one of the same phone; nothing else may go wrong.
                assertThat(reply.get().hasBound() || reply.get().getRefused().getStatus() == 500)
                        .isTrue();
            }
        }
        for (int i = 0; i < 10; i++) {
            assertThat(bound(Integer.toString(200 + i))).hasSize(1);
        }
    }

    @Test
    void no_other_tenant_sees_a_binding() {
        TestPhone phone = phone("101", false);
        phone.bind(phone.register(300));
        long seen = transactions.in(
                TenantScope.PLATFORM,
                () -> jdbc.sql("select count(*) from registrar.binding")
                        .query(Long.class)
                        .single());
        assertThat(seen).isZero();
    }
}
