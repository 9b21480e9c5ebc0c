package org.ringfort.e2e.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBinariesTest {
    @TempDir
    Path builds;

    @Test
    void of_two_demos_that_unpack_at_the_same_time_the_slower_takes_what_the_faster_has_put_there() throws IOException {
        Path slower = unpacked("postgres-18.slower", "postgres");
        Path home = unpacked("postgres-18", "postgres");
        Files.writeString(home.resolve("bin/postgres"), "the faster's");

        PostgresBinaries.place(slower, home);

        assertThat(home.resolve("bin/postgres")).hasContent("the faster's");
        assertThat(slower).doesNotExist();
    }

    @Test
    void something_else_in_its_place_is_no_postgres() throws IOException {
        Path fresh = unpacked("postgres-18.fresh", "postgres");
        Path home = unpacked("postgres-18", "notes");

        assertThatThrownBy(() -> PostgresBinaries.place(fresh, home)).isInstanceOf(FileSystemException.class);
    }

    private Path unpacked(String name, String program) throws IOException {
        Path directory = builds.resolve(name);
        Files.createDirectories(directory.resolve("bin"));
        Files.createFile(directory.resolve("bin").resolve(program));
        return directory;
    }
}
