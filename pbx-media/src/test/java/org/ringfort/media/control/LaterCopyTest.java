package org.ringfort.media.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.media.v1.CopiedLeg;
import org.ringfort.contract.media.v1.RecordCallRequest;
import org.ringfort.contract.sound.v1.RecordingOrder;

/** After a transfer the call goes to a recording server anew; the session before it may end late. */
class LaterCopyTest extends CopyScene {
    @Override
    int firstPort() {
        return 25_640;
    }

    @Test
    void what_ends_late_of_the_copy_before_leaves_the_next_alone() throws Exception {
        assertThat(record(true, false).getDone()).isTrue();
        copied();
        talk(200);
        try (var carol = new ScriptedPhone()) {
            house.transfer("s", carol, MUX);
            bob.close();
            bob = carol;
            assertThat(recordThoseWhoTalkNow()).isTrue();
            byte[] offer = house.client
                    .copyCall(asking().setSessionId("later")
                            .clearLegs()
                            .addLegs(CopiedLeg.newBuilder()
                                    .setLegId("1")
                                    .setCopiedLegId("a")
                                    .setLabel("1"))
                            .addLegs(CopiedLeg.newBuilder()
                                    .setLegId("2")
                                    .setCopiedLegId("c")
                                    .setLabel("2"))
                            .build())
                    .getSdp()
                    .toByteArray();
            learn(offer);
            assertThat(connect("later", answer("0", "a=rtcp-mux", "a=recvonly")).getDone())
                    .isTrue();
            talk(200);
            house.close("copy");
            talk(200);
            Heard heard = talk(600);
            assertThat(Hum.of(heard.first, ALICE_HZ)).as("who stays").isGreaterThan(LOUD);
            assertThat(Hum.of(heard.second, BOB_HZ)).as("who came").isGreaterThan(LOUD);
        }
    }

    private boolean recordThoseWhoTalkNow() {
        return house.client
                .recordCall(RecordCallRequest.newBuilder()
                        .setSessionId("s")
                        .addAllLegIds(List.of("a", "c"))
                        .setOrder(RecordingOrder.newBuilder()
                                .setRecordingId(UUID.randomUUID().toString())
                                .setDataKey(ByteString.copyFrom(new byte[32]))
                                .setLabel(ByteString.copyFromUtf8("label"))
                                .setMaxSeconds(60)
                                .setElsewhere(true))
                        .build())
                .getDone();
    }
}
