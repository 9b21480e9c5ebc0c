package org.ringfort.media.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.media.v1.AnswerReply;
import org.ringfort.contract.media.v1.FromMedia;
import org.ringfort.contract.media.v1.OfferCopyRequest;
import org.ringfort.contract.media.v1.Refused;
import org.ringfort.contract.media.v1.SessionRequest;
import org.ringfort.contract.policy.v1.Keying;
import org.ringfort.protocol.sdp.Attribute;
import org.ringfort.protocol.sdp.MediaDescription;

/**
 * What each party of a recorded call says, as a recording server gets it: over SRTP, from socket to socket.
 *
 * @rfc 7866 7.1
 * @rfc 7866 12.2
 */
class CallCopyTest extends CopyScene {
    private static final int PACKETS = 4_000;

    @Test
    void the_offer_has_a_stream_for_each_party_with_its_label_and_keys_of_its_own() {
        assertThat(record(true, false).getDone()).isTrue();
        byte[] offer = house.client.copyCall(asking().build()).getSdp().toByteArray();
        List<MediaDescription> sections = ScriptedPhone.read(offer).media();
        assertThat(sections).hasSize(2).allSatisfy(section -> {
            assertThat(section.protocol()).isEqualTo("RTP/SAVP");
            assertThat(section.formats())
                    .as("what the phone sends, and no keys")
                    .containsExactly("0");
            assertThat(section.attribute(Attribute.Direction.class)).contains(Attribute.Direction.SENDONLY);
            assertThat(section.attributes(Attribute.Crypto.class)).hasSize(1);
        });
        assertThat(sections.stream().map(MediaDescription::port).distinct()).hasSize(shares() ? 1 : 2);
        assertThat(new String(offer, StandardCharsets.UTF_8)).containsSubsequence("a=label:1", "a=label:2");
        assertThat(sections.stream()
                        .map(section -> section.attributes(Attribute.Crypto.class)
                                .getFirst()
                                .keys()
                                .getFirst()
                                .keyAndSalt()))
                .doesNotHaveDuplicates();
    }

    @Test
    void each_stream_holds_what_one_party_says_and_nothing_of_the_other() throws Exception {
        assertThat(record(true, false).getDone()).isTrue();
        copied();
        talk(200);
        Heard heard = talk(1_000);
        theyTalk(heard);
        assertThat(Hum.of(heard.first, ALICE_HZ)).isGreaterThan(LOUD);
        assertThat(Hum.of(heard.first, BOB_HZ)).isLessThan(NOTHING);
        assertThat(Hum.of(heard.second, BOB_HZ)).isGreaterThan(LOUD);
        assertThat(Hum.of(heard.second, ALICE_HZ)).isLessThan(NOTHING);
        assertThat(heard.ssrcs).as("none of a phone's").doesNotContain(ScriptedPhone.SSRC);
        assertThat(heard.steps).as("timestamps carried over").containsOnly(160);
        assertThat(house.shelf.ready(MediaHouse.EDGE)).as("kept here").isEmpty();
    }

    @Test
    void a_copied_packet_makes_no_garbage() throws Exception {
        assertThat(record(true, false).getDone()).isTrue();
        copied();
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long relay = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("relay-test-0"))
                .findFirst()
                .orElseThrow()
                .threadId();
        chatter(); // classes load, addresses are cached, the compiler comes by
        long before = threads.getThreadAllocatedBytes(relay);
        chatter();
        long octets = threads.getThreadAllocatedBytes(relay) - before;
        assertThat(octets / PACKETS).as("octets a packet").isLessThanOrEqualTo(16);
    }

    @Test
    void while_it_is_paused_nothing_is_sent_and_then_it_goes_on() throws Exception {
        assertThat(record(true, false).getDone()).isTrue();
        copied();
        talk(200);
        pause(true);
        talk(300);
        Heard heard = talk(500);
        theyTalk(heard);
        assertThat(heard.packets).isZero();
        pause(false);
        talk(500);
        heard = talk(500);
        assertThat(Hum.of(heard.first, ALICE_HZ)).isGreaterThan(LOUD);
    }

    /** @rfc 7866 7.1.1.1 */
    @Test
    void rfc7866_7_1_1_1_a_pause_is_told_and_offered_and_so_is_its_end() throws Exception {
        assertThat(record(true, false).getDone()).isTrue();
        assertThat(again(false).hasRefused()).as("nothing is copied").isTrue();
        copied();
        pause(true);
        assertThat(house.next(FromMedia.EventCase.RECORDING_RESTS)
                        .getRecordingRests()
                        .getRests())
                .isTrue();
        directed(again(true), Attribute.Direction.INACTIVE);
        assertThat(connect(answer("0", "a=rtcp-mux", "a=inactive")).getDone()).isTrue();
        assertThat(talk(300).packets).isZero();

        pause(false);
        var goesOn = house.next(FromMedia.EventCase.RECORDING_RESTS).getRecordingRests();
        assertThat(goesOn.getRests()).isFalse();
        assertThat(goesOn.getSessionId()).isEqualTo("s");
        assertThat(goesOn.getRecordingId()).isEqualTo(id.toString());
        directed(again(false), Attribute.Direction.SENDONLY);
        assertThat(talk(300).packets).as("the server takes nothing yet").isZero();
        assertThat(connect(answer("0", "a=rtcp-mux", "a=inactive")).hasRefused())
                .as("it must take what is sent")
                .isTrue();
        assertThat(connect(answer("0", "a=rtcp-mux", "a=recvonly")).getDone()).isTrue();
        talk(200);
        Heard heard = talk(500);
        assertThat(Hum.of(heard.first, ALICE_HZ)).isGreaterThan(LOUD);
        assertThat(Hum.of(heard.second, BOB_HZ)).isGreaterThan(LOUD);
    }

    @Test
    void a_pause_is_told_before_a_server_is_asked_too() throws Exception {
        assertThat(record(false, false).getDone()).isTrue();
        pause(true);
        assertThat(house.next(FromMedia.EventCase.RECORDING_RESTS)
                        .getRecordingRests()
                        .getRests())
                .isTrue();
        copied();
        directed(again(true), Attribute.Direction.INACTIVE);
    }

    /** What the edge has heard of is told, though it is otherwise by now. */
    @Test
    void the_server_is_told_what_the_edge_says_whatever_the_recording_does_meanwhile() throws Exception {
        assertThat(record(true, false).getDone()).isTrue();
        copied();
        directed(again(true), Attribute.Direction.INACTIVE);
        pause(true);
        directed(again(false), Attribute.Direction.SENDONLY);
        assertThat(connect(answer("0", "a=rtcp-mux", "a=recvonly")).getDone()).isTrue();
        talk(200);
        assertThat(talk(300).packets).as("it is paused").isZero();
    }

    /** Its legs are recorded as well; its phones agree with nobody but each other. */
    @Test
    void the_call_itself_is_offered_and_connected_to_no_server() throws Exception {
        assertThat(record(true, false).getDone()).isTrue();
        for (int times = 0; times < 2; times++) {
            assertThat(again("s", true).getRefused().getReason()).isEqualTo(Refused.Reason.REASON_UNKNOWN);
            assertThat(connect("s", answer("0", "a=rtcp-mux", "a=recvonly"))
                            .getRefused()
                            .getReason())
                    .isEqualTo(Refused.Reason.REASON_UNKNOWN);
            if (times == 0) {
                copied();
            }
        }
        talk(200);
        theyTalk(talk(500));
    }

    private AnswerReply again(boolean rests) {
        return again("copy", rests);
    }

    private AnswerReply again(String session, boolean rests) {
        return house.client.offerCopy(OfferCopyRequest.newBuilder()
                .setSessionId(session)
                .setRests(rests)
                .build());
    }

    private static void directed(AnswerReply offer, Attribute.Direction direction) {
        assertThat(ScriptedPhone.read(offer.getSdp().toByteArray()).media())
                .hasSize(2)
                .allSatisfy(section -> {
                    assertThat(section.attribute(Attribute.Direction.class)).contains(direction);
                    assertThat(section.attributes(Attribute.Crypto.class)).hasSize(1);
                });
        assertThat(offer.getSdp().toStringUtf8()).containsSubsequence("a=label:1", "a=label:2");
    }

    @Test
    void on_demand_nothing_is_sent_before_somebody_asks_for_it() throws Exception {
        assertThat(record(true, true).getDone()).isTrue();
        copied();
        assertThat(talk(400).packets).isZero();
        for (int event : new int[] {10, 1}) {
            alice.say(101, new byte[] {(byte) event, (byte) 0x8a, 3, 32});
            alice.say(0, Hum.SILENCE);
        }
        talk(500);
        assertThat(Hum.of(talk(500).second, BOB_HZ)).isGreaterThan(LOUD);
    }

    @Test
    void it_is_kept_here_too_where_that_is_wanted() throws Exception {
        assertThat(record(false, false).getDone()).isTrue();
        copied();
        Heard heard = talk(2_500);
        assertThat(heard.packets).isGreaterThan(200);
        house.close("s");
        house.next(FromMedia.EventCase.RECORDING_READY);
        int[] samples = Hum.samples(Sealed.open(Sealed.fetch(house, id), id, new byte[32]));
        int[] middle = Arrays.copyOfRange(samples, 8_000, 16_000);
        assertThat(Hum.of(middle, ALICE_HZ)).isGreaterThan(LOUD);
        assertThat(Hum.of(middle, BOB_HZ)).isGreaterThan(LOUD);
    }

    @Test
    void when_the_store_takes_no_more_the_server_still_does_and_it_is_paused_still() throws Exception {
        assertThat(record(false, false, 1).getDone()).isTrue();
        copied();
        talk(1_500);
        house.next(FromMedia.EventCase.RECORDING_READY);
        assertThat(Hum.of(talk(500).first, ALICE_HZ)).isGreaterThan(LOUD);
        pause(true);
        talk(300);
        assertThat(talk(300).packets).isZero();
        pause(false);
        talk(300);
        assertThat(Hum.of(talk(500).second, BOB_HZ)).isGreaterThan(LOUD);
    }

    /** The disk does not answer, as it would not where it is full. */
    @Test
    void on_demand_what_the_disk_refuses_still_goes_to_the_server() throws Exception {
        assertThat(record(false, true).getDone()).isTrue();
        copied();
        Path away = folder.resolveSibling(folder.getFileName() + "-away");
        Files.move(folder, away);
        try {
            pause(false);
        } finally {
            Files.move(away, folder);
        }
        talk(500);
        assertThat(Hum.of(talk(500).second, BOB_HZ)).isGreaterThan(LOUD);
        pause(true);
        talk(300);
        assertThat(talk(300).packets).isZero();
    }

    /** A server that talks, under its own keys and from elsewhere, is heard by nobody. */
    @Test
    void nothing_of_the_server_comes_into_the_call() throws Exception {
        assertThat(record(true, false).getDone()).isTrue();
        copied();
        talk(200);
        for (int count = 0; count < 50; count++) {
            first.say(0, Hum.tone(1_000, count));
        }
        Heard heard = talk(500);
        theyTalk(heard);
        assertThat(Hum.of(heard.alice, 1_000)).isLessThan(NOTHING);
        assertThat(Hum.of(heard.bob, 1_000)).isLessThan(NOTHING);
        var report = house.client.report(
                SessionRequest.newBuilder().setSessionId("copy").build());
        assertThat(report.getLegsList().stream()
                        .mapToLong(leg -> leg.getPacketsAuthenticated() + leg.getPacketsRefused())
                        .sum())
                .as("they arrived")
                .isGreaterThanOrEqualTo(40);
    }

    @Test
    void who_comes_in_anothers_place_is_not_copied_and_nothing_more_is_sent() throws Exception {
        assertThat(record(true, false).getDone()).isTrue();
        copied();
        talk(200);
        try (var carol = new ScriptedPhone()) {
            house.transfer("s", carol, MUX);
            bob.close();
            bob = carol;
            talk(300);
            Heard heard = talk(500);
            theyTalk(heard);
            assertThat(heard.packets).isZero();
        }
    }

    @Test
    void the_copy_ends_and_its_ports_are_free_and_the_call_goes_on() throws Exception {
        assertThat(record(true, false).getDone()).isTrue();
        int before = house.ports.inUse();
        copied();
        assertThat(house.ports.inUse()).isEqualTo(shares() ? before : before + 2);
        talk(200);
        house.close("copy");
        assertThat(house.ports.inUse()).isEqualTo(before);
        assertThat(pauses(true).hasRefused()).as("of what goes nowhere").isTrue();
        talk(200);
        theyTalk(talk(500)); // and hear of nothing
    }

    @Test
    void where_it_is_kept_here_too_it_is_paused_still_when_the_copy_has_ended() throws Exception {
        assertThat(record(false, false).getDone()).isTrue();
        copied();
        house.close("copy");
        pause(true);
        pause(false);
        assertThat(talk(300).packets).isZero();
    }

    @Test
    void what_goes_nowhere_yet_is_not_paused() {
        assertThat(record(true, false).getDone()).isTrue();
        assertThat(pauses(true).hasRefused()).isTrue();
        house.client.copyCall(asking().build());
        assertThat(pauses(true).getDone()).as("a server is asked").isTrue();
        house.close("copy");
        assertThat(pauses(false).hasRefused()).as("it has not answered").isTrue();
    }

    @Test
    void only_what_is_recorded_is_copied_and_only_with_keys_over_tls() throws Exception {
        int before = house.ports.inUse();
        assertThat(house.client.copyCall(asking().build()).getRefused().getDetail())
                .isEqualTo("the call is not recorded");
        assertThat(record(true, false).getDone()).isTrue();
        assertThat(house.client
                        .copyCall(asking().setSignallingSecured(false).build())
                        .hasRefused())
                .isTrue();
        var clear = asking();
        clear.getPolicyBuilder().addKeyings(Keying.KEYING_CLEAR);
        assertThat(house.client.copyCall(clear.build()).getSdp().toStringUtf8())
                .contains("RTP/SAVP")
                .doesNotContain("RTP/AVP");
        house.close("copy");
        var hostile = asking();
        hostile.getLegsBuilder(0).setLabel("1\r\na=inactive");
        assertThat(house.client.copyCall(hostile.build()).hasRefused()).isTrue();
        assertThat(house.client.copyCall(asking().setEdgeId("another").build()).hasRefused())
                .isTrue();
        assertThat(house.client.copyCall(asking().setSessionId("s").build()).hasRefused())
                .isTrue();
        assertThat(house.ports.inUse()).isEqualTo(before);
    }

    @Test
    void a_server_that_takes_one_stream_alone_or_no_keys_gets_none() throws Exception {
        assertThat(record(true, false).getDone()).isTrue();
        house.client.copyCall(asking().build());
        String whole = new String(answer("0", "a=rtcp-mux"), StandardCharsets.UTF_8);
        int at = whole.lastIndexOf("m=audio");
        String half = whole.substring(0, at) + whole.substring(at).replaceFirst("m=audio \\d+", "m=audio 0");
        assertThat(connect(half.getBytes(StandardCharsets.UTF_8)).hasRefused()).isTrue();
        assertThat(connect(whole.replace("RTP/SAVP", "RTP/AVP").getBytes(StandardCharsets.UTF_8))
                        .hasRefused())
                .isTrue();
        assertThat(connect(answer("8", "a=rtcp-mux", "a=recvonly")).hasRefused())
                .as("a codec that nobody offered")
                .isTrue();
        for (String deaf : List.of("a=inactive", "a=sendonly")) {
            assertThat(connect(answer("0", "a=rtcp-mux", deaf)).getRefused().getDetail())
                    .isEqualTo("a stream that is not heard");
        }
        assertThat(connect("no description".getBytes(StandardCharsets.UTF_8)).hasRefused())
                .isTrue();
        assertThat(talk(200).packets).isZero();
    }

    private void chatter() throws Exception {
        for (int count = 0; count < PACKETS; count++) {
            alice.say(0, Hum.SILENCE);
            assertThat(bob.hear(10_000)).isPresent();
            assertThat(first.hear(10_000)).isPresent();
        }
    }
}
