package org.ringfort.app.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfort.app.fetch.ServerAuthorities;
import org.ringfort.app.voice.EdgePki;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.secret.Secret;

/** Objects in a bucket of a server that is not ours, over TLS. */
class BucketIT {
    private static final EdgePki PKI = new EdgePki();

    @TempDir
    static Path folder;

    private static S3Server server;

    private final ObjectName name = new ObjectName(TenantId.next(), UUID.randomUUID());

    @BeforeAll
    static void serve() throws Exception {
        server = S3Server.start(
                folder,
                "--cert",
                PKI.certificate("app").toString(),
                "--key",
                PKI.key("app").toString());
    }

    @AfterAll
    static void end() {
        if (server != null) {
            server.close();
        }
    }

    private static Bucket bucket(String authorities, int port, String bucket, String accessKey) {
        return new Bucket(
                ServerAuthorities.context("test", authorities),
                URI.create("https://localhost:" + port + "/" + bucket),
                new BucketSignature(accessKey, Secret.ofText(S3Server.KEY), "us-east-1"),
                Duration.ofSeconds(10),
                Clock.systemUTC());
    }

    private static Bucket bucket(String bucket, String accessKey) {
        return bucket(PKI.trust().toString(), server.port(), bucket, accessKey);
    }

    @Test
    void what_is_put_is_there_until_it_is_deleted() throws Exception {
        ObjectStore store = bucket(S3Server.BUCKET, S3Server.KEY);
        assertThat(store.get(name)).isEmpty();
        byte[] octets = new byte[1 << 20];
        new Random(1).nextBytes(octets);
        store.put(name, octets);
        assertThat(store.get(name).orElseThrow()).isEqualTo(octets);
        assertThat(store.get(new ObjectName(TenantId.next(), name.id()))).isEmpty();
        store.delete(name);
        store.delete(name);
        assertThat(store.get(name)).isEmpty();
    }

    @Test
    void who_is_not_known_is_told_so_in_the_servers_word() {
        ObjectStore store = bucket(S3Server.BUCKET, "NOBODY");
        assertThatThrownBy(() -> store.put(name, new byte[1]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("403 InvalidAccessKeyId");
        assertThatThrownBy(() -> store.get(name)).hasMessageContaining("403");
        assertThatThrownBy(() -> store.delete(name)).hasMessageContaining("403");
    }

    @Test
    void a_bucket_that_is_not_there_is_no_object_that_is_not_there() {
        ObjectStore store = bucket("another", S3Server.KEY);
        assertThatThrownBy(() -> store.get(name)).hasMessageContaining("NoSuchBucket");
        assertThatThrownBy(() -> store.delete(name)).hasMessageContaining("NoSuchBucket");
        assertThatThrownBy(() -> store.put(name, new byte[1])).hasMessageContaining("NoSuchBucket");
    }

    @Test
    void a_server_that_nobody_vouches_for_is_told_nothing() {
        ObjectStore store = bucket("", server.port(), S3Server.BUCKET, S3Server.KEY);
        assertThatThrownBy(() -> store.put(name, new byte[1])).hasMessageContaining("SSLHandshakeException");
    }

    @Test
    void who_does_not_answer_is_not_waited_for_long() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var store = new Bucket(
                    ServerAuthorities.context("test", ""),
                    URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/ringfort"),
                    new BucketSignature(S3Server.KEY, Secret.ofText(S3Server.KEY), "us-east-1"),
                    Duration.ofSeconds(1),
                    Clock.systemUTC());
            assertThatThrownBy(() -> store.get(name)).hasMessageContaining("does not answer within 1 s");
        }
    }
}
