package org.ringfort.kernel.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A line whose fields do not fit into one tree is lost to the log. */
class FieldsTest {
    @Test
    void no_field_lies_within_another() throws Exception {
        List<String> names = new ArrayList<>();
        for (Field field : Fields.class.getFields()) {
            names.add((String) field.get(null));
        }
        assertThat(names).hasSizeGreaterThan(20).doesNotHaveDuplicates();
        for (String name : names) {
            assertThat(names).noneMatch(other -> other.startsWith(name + "."));
        }
    }
}
