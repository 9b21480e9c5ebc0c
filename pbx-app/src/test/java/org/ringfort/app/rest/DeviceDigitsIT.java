package org.ringfort.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How a device sends digits, as administrators say it. */
class DeviceDigitsIT extends RestIT {
    private static final String DEVICE = """
            {"name":"Gateway","digestFloor":"md5","keying":"sdes","exception":null,"mayCall":true,"enabled":true}""";

    private static String with(String digits) {
        return DEVICE.replace("}", ",\"digits\":\"" + digits + "\"}");
    }

    private static String digits(Browser.Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isLessThan(300);
        return answer.body().path("digits").asString();
    }

    @Test
    void events_where_nothing_is_said_and_as_they_were_where_a_change_does_not_speak_of_them() {
        Browser program = program();
        String extension = program.post("/api/v1/extensions", extension("571"))
                .body()
                .path("id")
                .asString();
        String devices = "/api/v1/extensions/" + extension + "/devices";
        String device = devices + "/"
                + program.post(devices, DEVICE).body().path("device").path("id").asString();
        assertThat(digits(program.get(device))).isEqualTo("events");

        program.headers.put("If-Match", String.valueOf(program.get(device).header("ETag")));
        Browser.Answer changed = program.put(device, with("in-band"));
        assertThat(digits(changed)).isEqualTo("in-band");
        program.headers.put("If-Match", String.valueOf(changed.header("ETag")));
        Browser.Answer silent = program.put(device, DEVICE);
        assertThat(digits(silent)).isEqualTo("in-band");
        program.headers.put("If-Match", String.valueOf(silent.header("ETag")));
        assertThat(program.put(device, with("rumour")).status()).isEqualTo(422);
        assertThat(digits(program.put(device, with("events")))).isEqualTo("events");

        assertThat(program.post(devices, with("in-band"))
                        .body()
                        .path("device")
                        .path("digits")
                        .asString())
                .isEqualTo("in-band");
    }
}
