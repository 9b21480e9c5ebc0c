package org.ringfort.app.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ObjectSettingsTest {
    private static final Map<String, String> BUCKET = Map.of(
            "store", "bucket",
            "endpoint", "https://s3.example.com",
            "bucket", "ringfort",
            "access-key", "AKIA",
            "secret-key-file", "/run/secrets/s3");

    private static ObjectSettings settings(Map<String, String> settings) {
        Map<String, String> named = new HashMap<>();
        settings.forEach((name, value) -> named.put("ringfort.objects." + name, value));
        return new Binder(new MapConfigurationPropertySource(named))
                .bindOrCreate("ringfort.objects", ObjectSettings.class);
    }

    @Test
    void nothing_said_is_the_database() {
        assertThat(settings(Map.of()).apart()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://s3.example.com,https://s3.example.com/ringfort",
        "https://s3.example.com/,https://s3.example.com/ringfort",
        "https://s3.example.com:443,https://s3.example.com/ringfort",
        "https://s3.example.com:,https://s3.example.com/ringfort",
        "https://s3.example.com:9000,https://s3.example.com:9000/ringfort",
        "https://[2001:db8::1]:9000,https://[2001:db8::1]:9000/ringfort",
        "http://127.0.0.1:80,http://127.0.0.1/ringfort",
    })
    void a_bucket_is_a_folder_of_its_endpoint(String endpoint, String place) {
        Map<String, String> settings = new HashMap<>(BUCKET);
        settings.put("endpoint", endpoint);
        assertThat(settings(settings).apart()).isTrue();
        assertThat(settings(settings).place()).hasToString(place);
    }

    @Test
    void what_was_brought_to_a_bucket_is_read_from_there_when_new_ones_stay_in_the_database() {
        Map<String, String> settings = new HashMap<>(BUCKET);
        settings.put("store", "database");
        assertThat(settings(settings).apart()).isFalse();
        assertThat(settings(settings).endpoint()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "store,tape",
        "endpoint,''",
        "endpoint,http://s3.example.com",
        "endpoint,http://127.0.0.1.example.com",
        "endpoint,https://user@s3.example.com",
        "endpoint,https://s3.example.com/path",
        "endpoint,https://s3.example.com?x=y",
        "endpoint,not a url",
        "bucket,Ringfort",
        "bucket,a/b",
        "bucket,''",
        "region,'a/b'",
        "access-key,'a\nb'",
        "secret-key-file,''",
        "patience,61s",
    })
    void what_cannot_work_is_refused_by_name(String name, String value) {
        Map<String, String> settings = new HashMap<>(BUCKET);
        settings.put(name, value);
        assertThatThrownBy(() -> settings(settings)).rootCause().hasMessageStartingWith("ringfort.objects." + name);
    }

    @Test
    void a_directory_is_absolute_and_alone() {
        assertThatThrownBy(() -> settings(Map.of("store", "directory")))
                .rootCause()
                .hasMessageContaining("directory");
        assertThatThrownBy(() -> settings(Map.of("store", "directory", "directory", "here")))
                .rootCause()
                .hasMessageContaining("absolute");
        Map<String, String> both = new HashMap<>(BUCKET);
        both.put("directory", "/var/lib/ringfort");
        assertThatThrownBy(() -> settings(both)).rootCause().hasMessageContaining("exclude");
    }

    @Test
    void a_key_that_cannot_be_read_is_named(@TempDir Path folder) {
        Map<String, String> settings = new HashMap<>(BUCKET);
        settings.put("secret-key-file", folder.resolve("none").toString());
        assertThatThrownBy(() -> settings(settings).secretKey()).hasMessageContaining("secret-key-file");
    }
}
