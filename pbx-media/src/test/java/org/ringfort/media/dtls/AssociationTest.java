package org.ringfort.media.dtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfort.media.srtp.SrtpProfile;

/** Two sides that shake hands over a wire that a test holds; each with a certificate of its own. */
class AssociationTest {
    private static final List<SrtpProfile> EVERY =
            Stream.of(SrtpProfile.values()).filter(DtlsTerms::knows).toList();

    private final Map<InetSocketAddress, End> ends = new ConcurrentHashMap<>();
    private final ExecutorService loop = Executors.newSingleThreadExecutor();
    private final Handshakes alice = new Handshakes(OwnCertificate.create(new SecureRandom()));
    private final Handshakes bob = new Handshakes(OwnCertificate.create(new SecureRandom()));

    @AfterEach
    void close() {
        alice.close();
        bob.close();
        loop.shutdownNow();
    }

    /** One side, its datagrams going to the other one; what becomes of it. */
    private final class End implements Association.Way {
        private final InetSocketAddress address;
        private final Association association;
        private final CompletableFuture<SrtpKeys> keys = new CompletableFuture<>();
        private final CompletableFuture<String> failure = new CompletableFuture<>();
        private final AtomicInteger failures = new AtomicInteger();
        private final ConcurrentLinkedQueue<byte[]> sent = new ConcurrentLinkedQueue<>();
        private boolean checked = true;
        private volatile int most = Integer.MAX_VALUE;

        End(Handshakes shared, int port) {
            address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            association = new Association(shared, this);
            ends.put(address, this);
        }

        @Override
        public void send(byte[] datagram, InetSocketAddress to) {
            sent.add(datagram);
            End other = ends.get(to);
            if (other != null && sent.size() <= most) {
                post(() -> other.association.received(datagram, datagram.length, address, other.checked));
            }
        }

        @Override
        public boolean post(Runnable task) {
            if (!loop.isShutdown()) {
                loop.execute(task);
            }
            return true;
        }

        @Override
        public void keyed(SrtpKeys now) {
            keys.complete(now);
        }

        @Override
        public void failed(String reason) {
            failures.incrementAndGet();
            failure.complete(reason);
        }
    }

    private final End server = new End(bob, 2);
    private final End client = new End(alice, 1);

    private void shake(DtlsTerms clientTerms, DtlsTerms serverTerms) {
        loop.execute(() -> {
            server.association.agree(serverTerms);
            client.association.agree(clientTerms);
            client.association.begin(server.address, Association.MOST_HANDSHAKES_OF_A_SOURCE);
        });
    }

    private static DtlsTerms terms(DtlsTerms.Role role, Handshakes theirs, List<SrtpProfile> profiles) {
        return new DtlsTerms(role, List.of(theirs.fingerprint()), profiles, "", Optional.empty());
    }

    private static <T> T soon(CompletableFuture<T> what) throws Exception {
        return what.get(20, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @FieldSource("EVERY")
    void rfc5764_4_2_both_have_the_same_keys_each_for_its_direction(SrtpProfile profile) throws Exception {
        shake(terms(DtlsTerms.Role.CLIENT, bob, EVERY), terms(DtlsTerms.Role.SERVER, alice, List.of(profile)));

        SrtpKeys atClient = soon(client.keys);
        SrtpKeys atServer = soon(server.keys);
        assertThat(atClient.ours()).isEqualTo(atServer.theirs());
        assertThat(atClient.theirs()).isEqualTo(atServer.ours());
        assertThat(atClient.ours().profile()).isEqualTo(profile);
        assertThat(atClient.ours().keyAndSalt()).isNotEqualTo(atClient.theirs().keyAndSalt());
    }

    @Test
    void rfc5763_5_a_certificate_that_was_not_signalled_ends_it_whoever_shows_it() throws Exception {
        shake(terms(DtlsTerms.Role.CLIENT, alice, EVERY), terms(DtlsTerms.Role.SERVER, alice, EVERY));
        assertThat(soon(client.failure)).contains("not the one that was signalled");
        assertThat(client.keys).isNotDone();
        assertThat(server.keys).isNotDone();
    }

    @Test
    void rfc5763_5_nor_is_a_client_believed_that_shows_another_one() throws Exception {
        shake(terms(DtlsTerms.Role.CLIENT, bob, EVERY), terms(DtlsTerms.Role.SERVER, bob, EVERY));
        assertThat(soon(server.failure)).contains("not the one that was signalled");
        assertThat(server.keys).isNotDone();
        assertThat(client.keys).isNotDone();
    }

    @Test
    void rfc5764_4_1_2_without_a_profile_in_common_there_are_no_keys() throws Exception {
        shake(
                terms(DtlsTerms.Role.CLIENT, bob, List.of(SrtpProfile.AES_CM_128_HMAC_SHA1_32)),
                terms(DtlsTerms.Role.SERVER, alice, List.of(SrtpProfile.AEAD_AES_256_GCM)));
        assertThat(soon(server.failure)).contains("no SRTP profile in common");
        assertThat(client.keys).isNotDone();
    }

    /** The numbers in use_srtp: 1 and 2 of RFC 5764, 7 and 8 of RFC 7714, and none for the suites of RFC 6188. */
    @Test
    void rfc5764_4_1_2_a_suite_without_a_number_is_never_offered() {
        assertThat(Profiles.extension(EVERY).getProtectionProfiles()).containsExactlyInAnyOrder(1, 2, 7, 8);
        assertThat(Stream.of(SrtpProfile.values()).filter(profile -> !DtlsTerms.knows(profile)))
                .containsExactly(SrtpProfile.AES_256_CM_HMAC_SHA1_80, SrtpProfile.AES_256_CM_HMAC_SHA1_32)
                .allSatisfy(profile -> assertThatThrownBy(
                                () -> terms(DtlsTerms.Role.CLIENT, bob, List.of(EVERY.getFirst(), profile)))
                        .isInstanceOf(IllegalArgumentException.class));
    }

    @Test
    void rfc6347_4_2_1_whom_no_check_has_shown_brings_a_cookie_back_first() throws Exception {
        server.checked = false;
        shake(terms(DtlsTerms.Role.CLIENT, bob, EVERY), terms(DtlsTerms.Role.SERVER, alice, EVERY));

        soon(client.keys);
        soon(server.keys);
        byte[] hello = client.sent.poll();
        byte[] answer = server.sent.poll();
        assertThat(answer[13]).as("hello verify request").isEqualTo((byte) 3);
        assertThat(answer.length)
                .as("nothing to be gained by forging an address")
                .isLessThan(hello.length);
    }

    @Test
    void a_hello_without_its_cookie_starts_nothing() throws Exception {
        server.checked = false;
        var hellos = new ArrayList<byte[]>();
        loop.submit(() -> {
                    client.most = 0;
                    client.association.agree(terms(DtlsTerms.Role.CLIENT, bob, EVERY));
                    client.association.begin(server.address, Association.MOST_HANDSHAKES_OF_A_SOURCE);
                })
                .get();
        for (byte[] hello = client.sent.poll(); hellos.isEmpty(); hello = client.sent.poll()) {
            if (hello != null) {
                hellos.add(hello);
            }
            Thread.onSpinWait();
        }
        loop.submit(() -> {
                    server.association.agree(terms(DtlsTerms.Role.SERVER, alice, EVERY));
                    for (int port = 1; port <= 100; port++) {
                        var forged = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
                        server.association.received(hellos.getFirst(), hellos.getFirst().length, forged, false);
                    }
                })
                .get();

        assertThat(server.sent)
                .hasSize(100)
                .allSatisfy(answer -> assertThat(answer[13]).isEqualTo((byte) 3));
        assertThat(bob.underWay()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void who_comes_first_from_elsewhere_with_a_wrong_certificate_holds_up_nobody(boolean hangs) throws Exception {
        try (var mallory = new Handshakes(OwnCertificate.create(new SecureRandom()))) {
            var stranger = new End(mallory, 3);
            stranger.most = hangs ? 2 : Integer.MAX_VALUE; // its hello, that with the cookie, and nothing more
            server.checked = false;
            loop.execute(() -> {
                server.association.agree(terms(DtlsTerms.Role.SERVER, alice, EVERY));
                stranger.association.agree(terms(DtlsTerms.Role.CLIENT, bob, EVERY));
                stranger.association.begin(server.address, Association.MOST_HANDSHAKES_OF_A_SOURCE);
            });
            if (hangs) {
                await(() -> bob.underWay() == 1);
            } else {
                assertThat(soon(server.failure)).contains("not the one that was signalled");
            }

            loop.execute(() -> {
                client.association.agree(terms(DtlsTerms.Role.CLIENT, bob, EVERY));
                client.association.begin(server.address, Association.MOST_HANDSHAKES_OF_A_SOURCE);
            });
            assertThat(soon(client.keys).ours()).isEqualTo(soon(server.keys).theirs());
        }
    }

    @Test
    void who_has_its_keys_makes_room_for_another_at_once() throws Exception {
        shake(terms(DtlsTerms.Role.CLIENT, bob, EVERY), terms(DtlsTerms.Role.SERVER, alice, EVERY));
        soon(client.keys);
        soon(server.keys);
        await(() -> bob.underWay() + alice.underWay() == 0);
    }

    /** Tried every few milliseconds, and told once. */
    @Test
    void what_there_was_no_room_for_is_no_attempt() throws Exception {
        var room = new CompletableFuture<Void>();
        int most = 0;
        while (alice.start(_ -> room.join())) {
            most++;
        }
        loop.submit(() -> {
                    server.association.agree(terms(DtlsTerms.Role.SERVER, alice, EVERY));
                    client.association.agree(terms(DtlsTerms.Role.CLIENT, bob, EVERY));
                    for (int turn = 0; turn < 100; turn++) {
                        client.association.begin(server.address, 1);
                    }
                })
                .get();
        assertThat(client.sent).isEmpty();
        assertThat(client.failures).hasValue(1);
        assertThat(client.failure).isCompletedWithValue("too many handshakes are under way");

        room.complete(null);
        await(() -> alice.underWay() == 0);
        assertThat(most).isEqualTo(2_000);
        loop.execute(() -> client.association.begin(server.address, 1));
        assertThat(soon(client.keys).ours()).isEqualTo(soon(server.keys).theirs());
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int tries = 0; tries < 1_000 && !condition.getAsBoolean(); tries++) {
            Thread.sleep(10);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @Test
    void rfc8842_5_the_same_terms_again_begin_nothing_and_another_name_does() throws Exception {
        DtlsTerms first = terms(DtlsTerms.Role.CLIENT, bob, EVERY);
        shake(first, terms(DtlsTerms.Role.SERVER, alice, EVERY));
        soon(client.keys);

        assertThat(client.association.agree(first)).isFalse();
        assertThat(agrees(DtlsTerms.Role.CLIENT, "another-association-name", Optional.empty()))
                .isTrue();
    }

    @Test
    void rfc8842_3_another_role_or_another_place_ask_for_another_association() {
        Optional<InetSocketAddress> here = Optional.of(client.address);
        assertThat(agrees(DtlsTerms.Role.SERVER, "", here)).isTrue();
        assertThat(agrees(DtlsTerms.Role.SERVER, "", here)).isFalse();
        assertThat(agrees(DtlsTerms.Role.SERVER, "", Optional.empty()))
                .as("a hold by an address that is none")
                .isFalse();
        assertThat(agrees(DtlsTerms.Role.SERVER, "", here)).isFalse();
        assertThat(agrees(DtlsTerms.Role.SERVER, "", Optional.of(server.address)))
                .isTrue();
        assertThat(agrees(DtlsTerms.Role.CLIENT, "", Optional.of(server.address)))
                .isTrue();
    }

    private boolean agrees(DtlsTerms.Role role, String name, Optional<InetSocketAddress> transport) {
        return client.association.agree(new DtlsTerms(role, List.of(bob.fingerprint()), EVERY, name, transport));
    }
}
