package org.ringfort.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.ringfort.kernel.telemetry.Events;

/** What a security officer looks for in the log is written down. */
class EventsDocumentTest {
    @Test
    void every_event_is_in_the_document() throws Exception {
        String document = Files.readString(Path.of("../docs/security/events.md"));
        for (Field event : Events.class.getFields()) {
            assertThat(document).contains("| `" + event.get(null) + "` |");
        }
    }
}
