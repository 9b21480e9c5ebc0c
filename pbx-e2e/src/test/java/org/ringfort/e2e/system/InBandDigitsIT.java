package org.ringfort.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringfort.e2e.phone.Baresip;
import org.ringfort.e2e.sound.Pcm;
import tools.jackson.databind.JsonNode;

/** A phone that we did not write sounds the PIN of a conference in its speech, and sends no events. */
class InBandDigitsIT {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final String PIN = "480915";
    private static final int ALICE_HZ = 440;
    private static final int SOUNDING_HZ = 560;

    private String room = "";
    private String extension = "";

    @AfterEach
    void gone() throws Exception {
        DemoUnderTest.shared().api().delete(room);
        DemoUnderTest.shared().api().delete(extension);
    }

    private static void dial(DemoUnderTest demo, Baresip phone, String number) throws Exception {
        int mark = phone.mark();
        phone.command("dial", "sip:" + number + "@" + demo.domain());
        phone.await(mark, "CALL_ESTABLISHED", SOON);
    }

    /** A phone of an extension of its own, whose device is said to send digits like this. */
    private Baresip.Setup phone(DemoUnderTest demo, String number, String digits) throws Exception {
        extension = "/extensions/"
                + demo.api()
                        .send("POST", "/extensions", """
                                {"number":"%s","displayName":"Old gateway","enabled":true,
                                 "voicemail":{"enabled":false,"afterSeconds":20}}""".formatted(number))
                        .path("id")
                        .asString();
        JsonNode made = demo.api().send("POST", extension + "/devices", """
                        {"name":"Gateway","digestFloor":"md5","keying":"sdes","exception":null,"mayCall":true,
                         "enabled":true,"digits":"%s"}""".formatted(digits));
        JsonNode credentials = made.path("credentials");
        return demo.phone("101", SOUNDING_HZ)
                .user(new Baresip.Account(
                        number,
                        credentials.path("authUsername").asString(),
                        credentials.path("password").asString(),
                        ""))
                .sounding(PIN + "#");
    }

    private void room(DemoUnderTest demo, String number) throws Exception {
        room = "/conference-rooms/"
                + demo.api()
                        .send("POST", "/conference-rooms", """
                                {"number":"%s","name":"Gateway","muteOnEntry":false,"tones":false,"most":10,
                                 "pin":"%s","waitsForModerator":false}""".formatted(number, PIN))
                        .path("id")
                        .asString();
    }

    private static boolean hears(Baresip phone, int hz) throws Exception {
        Pcm all = phone.heard().getLast();
        Pcm last = all.between(Math.max(0, all.seconds() - 2), all.seconds());
        return last.loudness() > 500 && last.shareOf(hz) > 0.7;
    }

    @Test
    void a_phone_whose_device_is_in_band_enters_a_conference_by_the_digits_that_it_sounds() throws Exception {
        DemoUnderTest demo = DemoUnderTest.shared();
        room(demo, "8111");
        Baresip.Setup sounding = phone(demo, "7111", "in-band");
        try (Baresip alice = demo.registered("in-band-alice", demo.phone("101", ALICE_HZ));
                Baresip gateway = demo.registered("in-band-gateway", sounding)) {
            dial(demo, alice, "8111");
            Thread.sleep(1_000); // as people do, once they are asked
            alice.command("sndcode", PIN + "#");
            dial(demo, gateway, "8111");
            alice.awaitTone(SOUNDING_HZ, 2, SOON);
            assertThat(gateway.log()).doesNotContain("send telephone event");
        }
    }

    @Test
    void one_that_is_not_stays_outside() throws Exception {
        DemoUnderTest demo = DemoUnderTest.shared();
        room(demo, "8112");
        Baresip.Setup sounding = phone(demo, "7112", "events");
        try (Baresip alice = demo.registered("events-alice", demo.phone("101", ALICE_HZ));
                Baresip gateway = demo.registered("events-gateway", sounding)) {
            dial(demo, alice, "8112");
            Thread.sleep(1_000); // as people do, once they are asked
            alice.command("sndcode", PIN + "#");
            dial(demo, gateway, "8112");
            Thread.sleep(9_000); // three seconds, seven digits, and as long again: nothing tells that nothing comes
            assertThat(hears(alice, SOUNDING_HZ)).isFalse();
        }
    }
}
