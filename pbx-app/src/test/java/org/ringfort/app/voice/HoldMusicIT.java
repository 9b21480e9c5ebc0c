package org.ringfort.app.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.ringfort.app.extensions.DigestFloor;
import org.ringfort.app.music.HoldMusics;
import org.ringfort.app.music.MusicSource;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.TuneReply;
import org.ringfort.contract.control.v1.TuneRequest;
import org.springframework.beans.factory.annotation.Autowired;

/** What a plan says of music on hold, and how media comes to a tenant's own. */
class HoldMusicIT extends OutwardScene {
    @Autowired
    HoldMusics music;

    private <T> T here(Supplier<T> work) {
        return TenantScope.call(tenant.id(), work::get);
    }

    private void change(MusicSource source) {
        here(() -> music.change(music.current().version(), source));
    }

    private Plan plan() {
        TestPhone caller = phone(extension("101", false), DigestFloor.MD5);
        return caller.route(caller.call("*43")).getPlan();
    }

    private TuneReply tune(String name) {
        return edge.ask().tune(TuneRequest.newBuilder().setTune(name).build());
    }

    private static byte[] wave() {
        int octets = 32_000;
        ByteBuffer file = ByteBuffer.allocate(44 + octets).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + octets);
        file.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        file.putShort((short) 1).putShort((short) 1).putInt(8_000).putInt(16_000);
        file.putShort((short) 2).putShort((short) 16);
        file.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(octets);
        return file.array();
    }

    @Test
    void the_plan_says_what_the_tenant_has_said() {
        TestPhone caller = phone(extension("101", false), DigestFloor.MD5);
        assertThat(caller.route(caller.call("*43")).getPlan().getHoldMusic()).isEqualTo("built-in");
        change(MusicSource.OFF);
        assertThat(caller.route(caller.call("*43")).getPlan().getHoldMusic()).isEmpty();
        var own = here(() -> music.upload(music.current().version(), wave()));
        String digest = own.music().tune().orElseThrow().digest();
        assertThat(caller.route(caller.call("*43")).getPlan().getHoldMusic()).isEqualTo(tenant.id() + "/" + digest);
    }

    @Test
    void media_gets_the_tune_of_that_name_and_nobody_elses() {
        here(() -> music.upload(0, wave()));
        String name = plan().getHoldMusic();
        assertThat(tune(name).getPcmu().size()).isEqualTo(16_000);
        String digest = name.substring(name.indexOf('/') + 1);
        assertThat(tune(UUID.randomUUID() + "/" + digest).getGone())
                .as("another tenant has none")
                .isTrue();
        here(() -> music.forget(music.current().version()));
        assertThat(tune(name).getGone()).isTrue();
        assertThatThrownBy(() -> tune("built-in"))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        refused -> assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT));
    }

    @Test
    void no_music_is_played_to_an_emergency_service() throws Exception {
        TestPhone phone = phone("101", false);
        trunk(1);
        Plan plan = phone.route(phone.call("112")).getPlan();
        assertThat(plan.getRule()).isEqualTo("emergency");
        assertThat(plan.getHoldMusic()).isEmpty();
    }
}
