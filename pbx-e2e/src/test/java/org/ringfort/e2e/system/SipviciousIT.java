package org.ringfort.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ringfort.e2e.phone.Baresip;
import org.ringfort.e2e.phone.Lan;
import org.ringfort.e2e.phone.Programs;
import org.ringfort.e2e.phone.Sipvicious;

/** The scanners that every SIP port on the internet meets within minutes: they learn nothing, and phones beside them go on. */
class SipviciousIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofMinutes(2);

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) +\\| (\\w+) +\\|");

    private static DemoUnderTest demo() throws Exception {
        Programs.need("svcrack", "python3");
        return DemoUnderTest.shared();
    }

    private static String port(DemoUnderTest demo) throws IOException {
        return "-p" + demo.udpPort();
    }

    @Test
    void svmap_and_svwar_find_nobody() throws Exception {
        DemoUnderTest demo = demo();
        Lan.Station station = demo.station();

        String map = Sipvicious.run(station, LONG, "svmap", port(demo), demo.host());
        String war = Sipvicious.run(station, LONG, "svwar", "--force", "-e101-110", port(demo), demo.host());

        assertThat(map).contains("found nothing");
        assertThat(war).contains("found nothing");
    }

    /** OPTIONS answers anybody: that somebody is there is no secret, what it is stays one. */
    @Test
    void svmap_under_the_name_of_a_phone_is_not_told_what_answers() throws Exception {
        DemoUnderTest demo = demo();
        String map = Sipvicious.disguised(demo.station(), LONG, "svmap", "--fromname=phone", port(demo), demo.host());
        System.out.println(map);
        assertThat(map)
                .containsPattern("\\| " + Pattern.quote(demo.host() + ":" + demo.udpPort()) + " +\\| unknown +\\|");
        assertThat(map.toLowerCase(java.util.Locale.ROOT)).doesNotContain("ringfort", "netty", "java", "pbx");
    }

    @Test
    void svwar_under_the_name_of_a_phone_cannot_tell_who_exists() throws Exception {
        DemoUnderTest demo = demo();
        Lan.Station station = demo.station();
        for (String method : List.of("REGISTER", "INVITE", "OPTIONS")) {
            String found = Sipvicious.disguised(
                    station,
                    LONG,
                    "svwar",
                    "--force",
                    "-e95-115",
                    "-m" + method,
                    "--domain=" + demo.domain(),
                    port(demo),
                    demo.host());
            // Each name it lists is one that nobody can have as an extension's, or looks like one: all alike.
            Map<String, String> verdicts = verdicts(found);
            assertThat(verdicts.values().stream().distinct().toList())
                    .as("%s: %s", method, found)
                    .hasSizeLessThan(2);
            if (verdicts.isEmpty()) {
                assertThat(found).contains("found nothing");
            } else {
                assertThat(verdicts.keySet()).as("nobody's name among them").anyMatch(name -> name.length() > 3);
            }
        }
    }

    @Test
    void svcrack_is_silenced_after_three_tries_while_a_phone_at_its_address_goes_on() throws Exception {
        DemoUnderTest demo = demo();
        Lan.Station station = demo.station();
        Baresip.Account victim = demo.account("104");
        Path words = words(victim.password());
        try (Baresip phone =
                Baresip.start(station, demo.phone("103", 440), DemoUnderTest.scratch("sipvicious-neighbour"))) {
            phone.awaitRegistered(SOON);

            String cracked = Sipvicious.disguised(
                    station,
                    LONG,
                    "svcrack",
                    "-vv",
                    "-t0.4",
                    "--maximumtime=45",
                    "-u" + victim.authUsername(),
                    "-e104",
                    "-d" + words,
                    "--domain=" + demo.domain(),
                    port(demo),
                    demo.host());

            assertThat(cracked)
                    .as("the right one is among its tries, and finds silence like the others")
                    .contains("trying " + victim.password())
                    .contains("found nothing");
            DemoUnderTest.awaitLog("pbx-app", SOON, "ban.set", station.address());
            DemoUnderTest.awaitLog("pbx-app", SOON, "admission.banned", station.address());
            int before = phone.mark();
            phone.command("dial", "sip:*43@" + demo.domain());
            phone.await(before, "CALL_ESTABLISHED", SOON);
            phone.command("hangup", "");
        }
        try (Baresip again =
                Baresip.start(station, demo.phone("103", 440), DemoUnderTest.scratch("sipvicious-neighbour-again"))) {
            again.awaitRegistered(SOON); // on a new connection from the same address
        }
    }

    /** What svwar's table says of each name; the names that nobody has are random numbers, and long. */
    private static Map<String, String> verdicts(String table) {
        Map<String, String> verdicts = new HashMap<>();
        Matcher row = ROW.matcher(table);
        while (row.find()) {
            verdicts.put(row.group(1), row.group(2));
        }
        return verdicts;
    }

    /** Wrong ones, and the right one only when the ban must have reached every edge. */
    private static Path words(String right) throws IOException {
        List<String> wrong = IntStream.range(0, 12).mapToObj(i -> "wrong-" + i).toList();
        Path file = DemoUnderTest.scratch("sipvicious-words").resolve("words");
        Files.write(file, wrong);
        Files.writeString(file, right + "\n", java.nio.file.StandardOpenOption.APPEND);
        return file;
    }
}
