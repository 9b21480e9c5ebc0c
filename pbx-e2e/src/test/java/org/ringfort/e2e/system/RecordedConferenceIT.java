package org.ringfort.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringfort.e2e.phone.Baresip;
import org.ringfort.e2e.phone.Linphone;
import org.ringfort.e2e.phone.Programs;
import org.ringfort.e2e.sound.Pcm;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** baresip, linphone and JsSIP in Chromium confer; what they say is recorded, and one changed octet of that is found. */
class RecordedConferenceIT {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final String NUMBER = "8110";
    private static final String ROOM = "Three clients";
    private static final int BROWSER_HZ = 440;
    private static final int BARESIP_HZ = 660;
    private static final int LINPHONE_HZ = 930;

    private DemoUnderTest demo;
    private String room = "";

    @BeforeEach
    void room() throws Exception {
        ConsoleVisit.need();
        Programs.need("linphonec");
        demo = DemoUnderTest.shared();
        room = demo.api()
                .send("POST", "/conference-rooms", """
                        {"number":"%s","name":"%s","muteOnEntry":false,"waitsForModerator":false,"tones":false,"most":10}""".formatted(NUMBER, ROOM))
                .path("id")
                .asString();
        demo.api().send("PUT", "/conference-rooms/" + room + "/recording", "{\"mode\":\"always\"}");
    }

    @AfterEach
    void noRoom() throws Exception {
        demo.api().delete("/conference-rooms/" + room);
    }

    private String browser() throws Exception {
        Baresip.Account account = demo.account("108");
        return ConsoleVisit.run(
                "browser-phone",
                "jssip",
                "108",
                account.authUsername(),
                "password",
                account.password(),
                "calls",
                NUMBER,
                BARESIP_HZ + "+" + LINPHONE_HZ);
    }

    /** Whether some second holds each of these tones, and less than a fiftieth of that one; 0: no such condition. */
    private static boolean holds(Pcm sound, int not, int... tones) {
        for (double from = 0; from + 1 <= sound.seconds(); from += 0.5) {
            Pcm second = sound.between(from, from + 1);
            boolean all = second.loudness() > 300 && (not == 0 || second.shareOf(not) < 0.02);
            for (int tone : tones) {
                all &= second.shareOf(tone) > 0.1;
            }
            if (all) {
                return true;
            }
        }
        return false;
    }

    private static void awaitHearing(Baresip phone, int not, int... tones) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (!holds(phone.heard().getLast(), not, tones)) {
            assertThat(System.nanoTime()).as("baresip hears both others").isLessThan(deadline);
            Thread.sleep(300);
        }
    }

    @Test
    void three_clients_hear_each_other_and_the_recording_holds_them_all_until_an_octet_is_changed() throws Exception {
        Linphone.Setup alices = new Linphone.Setup(
                demo.account("101"), demo.domain(), demo.host(), demo.tlsPort(), demo.ca(), "srtp", LINPHONE_HZ);
        try (Baresip bob = demo.registered("three-bob", demo.phone("102", BARESIP_HZ));
                Linphone alice = Linphone.start(demo.station(), alices, DemoUnderTest.scratch("three-alice"));
                var visits = Executors.newVirtualThreadPerTaskExecutor()) {
            alice.await("[LinphoneRegistrationOk]", SOON);
            int mark = bob.mark();
            bob.command("dial", "sip:" + NUMBER + "@" + demo.domain());
            bob.await(mark, "CALL_ESTABLISHED", SOON);
            alice.command("call sip:" + NUMBER + "@" + demo.domain());
            alice.await("LinphoneCallStreamsRunning", SOON);
            Future<String> visit = visits.submit(this::browser);
            awaitHearing(bob, BARESIP_HZ, BROWSER_HZ, LINPHONE_HZ);
            assertThat(visit.get(2, TimeUnit.MINUTES))
                    .contains("it hears the other side")
                    .contains("\"dtls\":\"connected\"");
            alice.command("terminate");
            assertThat(holds(alice.heard(SOON), LINPHONE_HZ, BROWSER_HZ, BARESIP_HZ))
                    .as("linphone hears both others")
                    .isTrue();
            bob.command("hangup", "");
        }
        JsonNode recording = demo.api()
                .await("/recordings", item -> item.path("room").asString("").equals(ROOM), SOON);
        assertThat(recording.path("end").asString()).isEqualTo("hangup");
        assertThat(recording.path("dialled").asString()).isEqualTo(NUMBER);
        String path = "/recordings/" + recording.path("id").asString();
        assertThat(holds(Pcm.parse(demo.api().octets(path + "/audio")), 0, BROWSER_HZ, BARESIP_HZ, LINPHONE_HZ))
                .as("all three are in it")
                .isTrue();
        assertThat(intact(path)).isTrue();

        flip(UUID.fromString(recording.path("id").asString()));
        assertThat(intact(path)).isFalse();
        assertThatThrownBy(() -> demo.api().octets(path + "/audio")).hasMessageContaining("409");
        assertThat(demo.api().delete(path)).isEqualTo(204);
    }

    private boolean intact(String path) throws Exception {
        return demo.api().get(path + "/verification").path("intact").asBoolean();
    }

    /** As somebody does who has the whole database in his hand. */
    private static void flip(UUID recording) throws Exception {
        Path folder = DemoUnderTest.directory();
        var app = new Properties();
        try (var in = Files.newInputStream(folder.resolve("config/pbx-app.properties"))) {
            app.load(in);
        }
        String password = JsonMapper.shared()
                .readTree(Files.readString(folder.resolve("secrets.json")))
                .path("database.superuser")
                .asString();
        try (var database =
                        DriverManager.getConnection(app.getProperty("ringfort.database.url"), "postgres", password);
                var statement = database.prepareStatement("""
                        update recordings.recording set sound = set_byte(sound, 5000, get_byte(sound, 5000) # 1)
                        where id = ?""")) {
            statement.setObject(1, recording);
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }
}
