package org.ringfort.e2e.bench.signalling;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes extensions and their devices by the API of a running demo; their media is in clear, as an exception with an end. */
final class Hiring {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JsonNode face;
    private final SSLContext trusting;

    Hiring(JsonNode face, SSLContext trusting) {
        this.face = face;
        this.trusting = trusting;
    }

    List<Server.Person> people(int firstNumber, int count) throws IOException, InterruptedException {
        var people = new ArrayList<Server.Person>();
        try (HttpClient client = HttpClient.newBuilder().sslContext(trusting).build()) {
            allowClearMedia(client);
            String until = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS).toString();
            for (int number = firstNumber; number < firstNumber + count; number++) {
                JsonNode extension = body(client, "POST", "/extensions", "", """
                        {"number":"%d","displayName":"Bench %d","enabled":true,
                         "voicemail":{"enabled":false,"afterSeconds":20}}""".formatted(number, number));
                JsonNode device = body(
                        client, "POST", "/extensions/" + extension.path("id").asString() + "/devices", "", """
                        {"name":"Bench","enabled":true,"digestFloor":"md5","keying":"clear","mayCall":true,
                         "exception":{"reason":"The load tool speaks no SRTP","until":"%s"}}""".formatted(until));
                people.add(new Server.Person(
                        String.valueOf(number),
                        device.path("credentials").path("authUsername").asString(),
                        device.path("credentials").path("password").asString()));
            }
        }
        return people;
    }

    private void allowClearMedia(HttpClient client) throws IOException, InterruptedException {
        HttpResponse<String> policy = answer(client, "GET", "/security-policy", "", "");
        JsonNode now = JSON.readTree(policy.body());
        body(client, "PUT", "/security-policy", policy.headers().firstValue("ETag").orElse(""), """
                {"offerMd5":true,"allowClearMedia":true,"minRegistrationSeconds":%d,"maxRegistrationSeconds":%d}""".formatted(
                        now.path("minRegistrationSeconds").asInt(),
                        now.path("maxRegistrationSeconds").asInt()));
    }

    private JsonNode body(HttpClient client, String method, String path, String version, String body)
            throws IOException, InterruptedException {
        return JSON.readTree(answer(client, method, path, version, body).body());
    }

    private HttpResponse<String> answer(HttpClient client, String method, String path, String version, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(face.path("api").path("url").asString() + path))
                .header("Authorization", "Bearer " + face.path("api").path("key").asString())
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (!version.isEmpty()) {
            request.header("If-Match", version);
        }
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer;
    }
}
