package org.ringfort.app.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfort.kernel.id.TenantId;

class DirectoryTest {
    private final ObjectName name = new ObjectName(TenantId.next(), UUID.randomUUID());

    @TempDir
    Path folder;

    @BeforeEach
    void prepare() throws IOException {
        Files.createFile(folder.resolve(Directory.MARK));
    }

    @Test
    void where_the_file_system_is_missing_nothing_is_taken_for_kept_or_gone() throws Exception {
        ObjectStore store = new Directory(folder);
        Files.delete(folder.resolve(Directory.MARK));
        assertThatThrownBy(() -> store.put(name, new byte[1])).hasMessageContaining("not mounted");
        assertThatThrownBy(() -> store.get(name)).hasMessageContaining("not mounted");
        assertThatThrownBy(() -> store.delete(name)).hasMessageContaining("not mounted");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void what_is_put_is_there_until_it_is_deleted() throws Exception {
        ObjectStore store = new Directory(folder);
        assertThat(store.get(name)).isEmpty();
        store.put(name, new byte[] {1, 2, 3});
        assertThat(new Directory(folder).get(name).orElseThrow()).containsExactly(1, 2, 3);
        assertThat(store.get(new ObjectName(TenantId.next(), name.id())))
                .as("of another tenant")
                .isEmpty();
        store.delete(name);
        store.delete(name);
        assertThat(store.get(name)).isEmpty();
    }

    @Test
    void what_was_left_half_written_is_not_there_and_goes_with_its_name() throws Exception {
        ObjectStore store = new Directory(folder);
        Path half = folder.resolve(name + ".part");
        Files.createDirectories(half.getParent());
        Files.write(half, new byte[] {1});
        assertThat(store.get(name)).isEmpty();
        store.delete(name);
        assertThat(half).doesNotExist();
    }

    @Test
    void what_cannot_be_kept_is_refused() throws Exception {
        Files.createFile(folder.resolve(name.tenant().toString()));
        assertThatThrownBy(() -> new Directory(folder).put(name, new byte[1])).isInstanceOf(IOException.class);
    }
}
