package org.ringfort.app.cdr.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ringfort.app.calls.LegMeasures.PacketFault;

class StoredFaultsTest {
    @Test
    void faults_that_a_later_version_has_stored_are_read_as_unknown_ones() {
        assertThat(CallRecordStore.faults(Map.of("BAD_TAG", 2L, "OF_TOMORROW", 3L, "OF_NEXT_YEAR", 4L, "UNKNOWN", 1L)))
                .isEqualTo(Map.of(PacketFault.BAD_TAG, 2L, PacketFault.UNKNOWN, 8L));
    }
}
