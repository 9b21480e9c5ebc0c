package org.ringfort.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ringfort.e2e.phone.Baresip;
import org.ringfort.e2e.phone.HandmadePhone;
import org.ringfort.e2e.phone.HandmadePhone.Words;
import org.ringfort.e2e.phone.SipSocket;
import org.ringfort.e2e.phone.Trust;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Phones say markup and script of themselves, in every place that SIP has for words, and programs give such names by the API;
 * an administrator's browser reads all of it as text.
 */
class PlantedMarkupIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    private static final Words CALLER = new Words(
            "<img src=x onerror=\"planted('software')\">",
            "\\\"><svg onload=planted('name')>",
            "<script>planted('call-id')</script>",
            "%3Cimg%20src=x%20onerror=planted('contact')%3E",
            "<iframe srcdoc=\"<script>planted('reason')</script>\"></iframe>");
    private static final Words CALLEE = new Words(
            "</td><script>planted('server')</script>",
            "<math><a xlink:href=javascript:planted('callee')>",
            "<svg/onload>",
            "%22%3E%3Cscript%3Eplanted('to')%3C/script%3E".replace("/", "%2F"),
            "<body onload=planted('declined')>");
    /** Escaped for a Request-URI, and as the call record has it. */
    private static final String DIALLED_ESCAPED = "%3Cimg%20src=x%20onerror=planted('dialled')%3E";

    private static final String DIALLED = "<img src=x onerror=planted('dialled')>";
    /** What a console might take for its own language; angle brackets are refused in names that phones show. */
    private static final String NAME = "$t(shell.skip) {{caller}} ${planted('name')} javascript:planted(1)";

    private static final String MARKUP = "<img src=x onerror=\"planted('api')\">";

    @Test
    void what_phones_and_programs_plant_is_read_as_text_and_nothing_of_it_runs() throws Exception {
        ConsoleVisit.need();
        DemoUnderTest demo = DemoUnderTest.shared();
        var cleanUp = new ArrayList<String>();
        String caller = rename(demo.api(), "101", NAME);
        String absent = rename(demo.api(), "102", NAME + " 2");
        try {
            cleanUp.add("/mailboxes/" + message(demo));
            plantByApi(demo.api(), cleanUp);
            assertThat(readWhilePhonesTalk(demo))
                    .contains("seen: Registrations: what was planted is read as text")
                    .contains("seen: Audit: what was planted is read as text");
        } finally {
            for (String made : cleanUp) {
                demo.api().delete(made);
            }
            rename(demo.api(), "101", caller);
            rename(demo.api(), "102", absent);
        }
    }

    /** Phones register, call, are declined, and a call is up while the browser reads. */
    private static String readWhilePhonesTalk(DemoUnderTest demo) throws Exception {
        // Connected only now: strangers who say nothing are sent away.
        try (HandmadePhone alice = phone(demo, 230, "101", CALLER);
                HandmadePhone carol = phone(demo, 231, "103", CALLEE)) {
            alice.register();
            carol.register();
            assertThat(alice.call(DIALLED_ESCAPED)).isEqualTo(404);
            Thread declining = Thread.ofVirtual().start(() -> decline(carol));
            assertThat(alice.call("103")).isGreaterThanOrEqualTo(400);
            declining.join();
            assertThat(alice.call("*43")).isEqualTo(200);
            alice.hangUp();
            demo.api().await("/call-records?limit=5", record -> DIALLED.equals(text(record, "dialled")), SOON);
            assertThat(alice.call("*43")).isEqualTo(200);
            String seen = ConsoleVisit.run("planted", expectations().toString());
            alice.hangUp();
            return seen;
        }
    }

    /** Where what is to be read. */
    private static Path expectations() throws Exception {
        Map<String, List<String>> planted = new LinkedHashMap<>();
        planted.put("Registrations", List.of(CALLER.software(), CALLEE.software()));
        planted.put("Live calls", List.of(NAME));
        planted.put("Call records", List.of(DIALLED, CALLER.software(), NAME));
        planted.put("Overview", List.of(NAME));
        planted.put("Voicemail", List.of(NAME, NAME + " 2"));
        planted.put("Extensions", List.of(NAME));
        planted.put("API keys", List.of(MARKUP));
        planted.put("Administrators", List.of(MARKUP));
        planted.put("Audit", List.of(NAME));
        Path file = DemoUnderTest.scratch("planted").resolve("planted.json");
        Files.writeString(file, JsonMapper.shared().writeValueAsString(planted));
        return file;
    }

    private static HandmadePhone phone(DemoUnderTest demo, int guest, String extension, Words words) throws Exception {
        var server = new InetSocketAddress(demo.host(), demo.tlsPort());
        return new HandmadePhone(
                SipSocket.tls(demo.lan().guest(guest), server, Trust.only(demo.ca())),
                demo.domain(),
                demo.account(extension),
                words);
    }

    private static void decline(HandmadePhone phone) {
        try {
            phone.decline();
        } catch (java.io.IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    /** A message of somebody with a planted name, for somebody with a planted name. */
    private static String message(DemoUnderTest demo) throws Exception {
        try (Baresip alice = demo.registered("planted-alice", demo.phone("101", 440))) {
            VoicemailIT.leaveMessage(demo, alice, "102", 3000);
        }
        JsonNode mailbox = demo.api().await("/mailboxes", box -> "102".equals(text(box, "extension")), SOON);
        String messages = "/mailboxes/" + text(mailbox, "id") + "/messages";
        JsonNode message = demo.api().await(messages, one -> one.toString().contains(NAME), SOON);
        return text(mailbox, "id") + "/messages/" + text(message, "id");
    }

    private static void plantByApi(Api api, List<String> cleanUp) throws Exception {
        String json = JsonMapper.shared().writeValueAsString(MARKUP);
        JsonNode key = api.send("POST", "/api-keys", "{\"name\":" + json + ",\"permissions\":[\"calls.read\"]}");
        cleanUp.add("/api-keys/" + text(key.path("apiKey"), "id"));
        JsonNode who = api.send(
                "POST",
                "/administrators",
                "{\"username\":\"planted\",\"displayName\":" + json + ",\"role\":\"auditor\"}");
        cleanUp.add("/administrators/" + text(who.path("administrator"), "id"));
    }

    /** Gives the extension another name; the one it had. */
    private static String rename(Api api, String number, String name) throws Exception {
        JsonNode row = api.await("/extensions?limit=200", one -> number.equals(text(one, "number")), SOON);
        JsonNode extension = api.get("/extensions/" + text(row, "id"));
        JsonNode voicemail = extension.path("voicemail");
        String body = JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "number",
                        number,
                        "displayName",
                        name,
                        "enabled",
                        extension.path("enabled").asBoolean(),
                        "voicemail",
                        Map.of(
                                "enabled", voicemail.path("enabled").asBoolean(),
                                "afterSeconds", voicemail.path("afterSeconds").asInt())));
        api.send(
                "PUT",
                "/extensions/" + text(row, "id"),
                body,
                "If-Match",
                "\"" + extension.path("version").asLong() + "\"");
        return text(extension, "displayName");
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
