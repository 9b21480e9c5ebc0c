package org.ringfort.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringfort.app.platform.access.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A tenant says what those on hold hear, and brings a tune of its own. */
class HoldMusicIT extends RestIT {
    private static final String PATH = "/api/v1/hold-music";

    @SuppressWarnings("ArrayRecordComponent") // read, compared by nobody
    private record Answer(int status, byte[] octets) {
        JsonNode body() {
            return JsonMapper.shared().readTree(octets);
        }
    }

    /** WAV of a sawtooth. */
    private static byte[] wave(int seconds) {
        int octets = seconds * 16_000;
        ByteBuffer file = ByteBuffer.allocate(44 + octets).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + octets);
        file.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        file.putShort((short) 1).putShort((short) 1).putInt(8_000).putInt(16_000);
        file.putShort((short) 2).putShort((short) 16);
        file.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(octets);
        for (int at = 0; at < octets / 2; at++) {
            file.putShort((short) (at * 400));
        }
        return file.array();
    }

    private Answer upload(byte[] octets, String ifMatch) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + PATH + "/tune"))
                .header("Authorization", "Bearer " + API_KEY)
                .header("Content-Type", "audio/wav")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(octets));
        if (!ifMatch.isEmpty()) {
            request.header("If-Match", ifMatch);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            var response = client.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.body());
        }
    }

    private String version() {
        return "\"" + program().get(PATH).body().path("version").asLong() + "\"";
    }

    private Browser.Answer put(Browser by, String source) {
        return by.with("If-Match", version()).put(PATH, "{\"source\":\"" + source + "\"}");
    }

    private static JsonNode error(JsonNode problem) {
        return problem.path("errors").path(0);
    }

    @BeforeEach
    void begin() {
        program().with("If-Match", version()).delete(PATH + "/tune");
        assertThat(put(program(), "built-in").status()).isEqualTo(200);
    }

    @Test
    void a_tune_is_uploaded_heard_and_deleted_and_that_is_written_down() throws Exception {
        Browser.Answer first = program().get(PATH);
        assertThat(first.body().path("source").asString()).isEqualTo("built-in");
        assertThat(first.body().path("tune").isNull()
                        || first.body().path("tune").isMissingNode())
                .isTrue();
        Browser.Answer without = put(program(), "own");
        assertThat(without.status()).isEqualTo(422);
        assertThat(error(without.body()).path("field").asString()).isEqualTo("source");
        assertThat(error(without.body()).path("code").asString()).isEqualTo("tune-missing");

        Answer uploaded = upload(wave(2), version());
        assertThat(uploaded.status()).isEqualTo(200);
        assertThat(uploaded.body().path("source").asString()).isEqualTo("own");
        assertThat(uploaded.body().path("tune").path("lengthMs").asLong()).isEqualTo(2_000);
        assertThat(program().get(PATH + "/tune").text()).startsWith("RIFF");
        String trail = program().get("/api/v1/audit-events").body().toString();
        assertThat(trail)
                .contains("hold-music.changed")
                .contains(uploaded.body().path("tune").path("digest").asString());

        assertThat(put(program(), "off").status()).isEqualTo(200);
        assertThat(put(program(), "own").status()).isEqualTo(200);
        assertThat(program()
                        .with("If-Match", version())
                        .delete(PATH + "/tune")
                        .body()
                        .path("source")
                        .asString())
                .isEqualTo("built-in");
        assertThat(program().get(PATH + "/tune").status()).isEqualTo(404);
        assertThat(program().with("If-Match", version()).delete(PATH + "/tune").status())
                .isEqualTo(404);
    }

    @Test
    void what_is_no_tune_is_refused_by_name() throws Exception {
        assertThat(upload(wave(2), "").status()).isEqualTo(428);
        assertThat(upload(wave(2), "\"999\"").status()).isEqualTo(412);
        Answer text = upload("hello".getBytes(StandardCharsets.UTF_8), version());
        assertThat(text.status()).isEqualTo(422);
        assertThat(error(text.body()).path("field").asString()).isEqualTo("tune");
        assertThat(error(text.body()).path("code").asString()).isEqualTo("format");
        assertThat(error(upload(wave(200), version()).body()).path("code").asString())
                .isEqualTo("range");
        Answer large = upload(new byte[(16 << 20) + 1], version());
        assertThat(large.status()).isEqualTo(422);
        assertThat(error(large.body()).path("code").asString()).isEqualTo("too-large");
        Answer huge = upload(new byte[40 << 20], version());
        assertThat(huge.status()).isEqualTo(422);
        assertThat(error(huge.body()).path("code").asString()).isEqualTo("too-large");
        assertThat(program()
                        .with("If-Match", version())
                        .put(PATH, "{\"source\":\"radio\"}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    @Timeout(60)
    void a_tenant_uploads_one_file_at_once() throws Exception {
        String version = version();
        Socket slow = endless(version);
        try {
            Answer meanwhile = upload(wave(2), "\"999\"");
            while (meanwhile.status() != 503) { // until the slow one has been met
                assertThat(meanwhile.status()).isEqualTo(412);
                if (slow.getInputStream().available() > 0) { // it has met this one instead, and is refused itself
                    slow.close();
                    slow = endless(version);
                }
                meanwhile = upload(wave(2), "\"999\"");
            }
            assertThat(meanwhile.body().path("detail").asString()).contains("being uploaded");
        } finally {
            slow.close();
        }
        Answer after = upload(wave(2), version);
        while (after.status() == 503) { // until it is known that its sender has gone
            after = upload(wave(2), version);
        }
        assertThat(after.status()).isEqualTo(200);
    }

    /** An upload whose end does not come, until its sender goes. */
    private Socket endless(String version) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.getOutputStream()
                .write(("PUT " + PATH + "/tune HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + API_KEY
                                + "\r\nIf-Match: " + version
                                + "\r\nContent-Type: audio/wav\r\nContent-Length: 32044\r\n\r\nRIFF")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Test
    void another_tenant_sees_nothing_of_it_and_operators_change_nothing() throws Exception {
        assertThat(upload(wave(3), version()).status()).isEqualTo(200);
        Browser platform = signedIn(Role.PLATFORM_ADMINISTRATOR);
        platform.headers.put("X-Ringfort-Tenant", otherTenant().toString());
        try {
            assertThat(platform.get(PATH).body().path("source").asString()).isEqualTo("built-in");
            assertThat(platform.get(PATH + "/tune").status()).isEqualTo(404);
        } finally {
            platform.headers.remove("X-Ringfort-Tenant");
        }
        Browser operator = signedIn(Role.OPERATOR);
        assertThat(operator.get(PATH).body().path("source").asString()).isEqualTo("own");
        assertThat(operator.send("PUT", PATH, "{\"source\":\"off\"}").status()).isEqualTo(403);
        assertThat(operator.delete(PATH + "/tune").status()).isEqualTo(403);
    }
}
