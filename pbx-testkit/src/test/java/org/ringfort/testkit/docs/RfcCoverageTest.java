package org.ringfort.testkit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code make rfc} writes the page, every other run compares it. */
class RfcCoverageTest {
    private static final Path ROOT = Path.of("..");
    private static final Path PAGE = ROOT.resolve("docs/architecture/rfc-coverage.md");

    @Test
    void page_says_what_the_sources_say() throws IOException {
        String page = RfcCoverage.page(ROOT);
        if (Boolean.getBoolean("ringfort.rfc.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/architecture/rfc-coverage.md is stale: run `make rfc` and commit it")
                .isEqualTo(page);
        assertThat(page).contains("## RFC 3261");
    }
}
