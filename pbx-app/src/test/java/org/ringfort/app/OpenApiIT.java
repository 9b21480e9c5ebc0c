package org.ringfort.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The committed OpenAPI document is what the code says. To write it anew:
 * {@code mvn test -pl pbx-app -am -Dtest=OpenApiIT -Dsurefire.failIfNoSpecifiedTests=false -Dringfort.openapi.write=true}
 */
@SpringBootTest(
        properties = {
            "springdoc.api-docs.version=openapi_3_1",
            "springdoc.writer-with-default-pretty-printer=true",
            "springdoc.writer-with-order-by-keys=true",
            "springdoc.override-with-generic-response=false",
            "springdoc.paths-to-match=/api/v1/**"
        })
@Import(OpenApiWords.class)
class OpenApiIT {
    private static final Path COMMITTED = Path.of("../docs/api/openapi.json");

    @Autowired
    OpenApiWebMvcResource resource;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.register(registry);
    }

    @Test
    void the_committed_document_is_what_the_code_says() throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/v3/api-docs");
        byte[] document = resource.openapiJson(request, "/v3/api-docs", Locale.ENGLISH);
        String said = new String(document, StandardCharsets.UTF_8).strip() + "\n";

        if (Boolean.getBoolean("ringfort.openapi.write")) {
            Files.createDirectories(COMMITTED.getParent());
            Files.writeString(COMMITTED, said);
        }

        assertThat(said).contains("\"openapi\" : \"3.1.0\"");
        assertThat(Files.readString(COMMITTED))
                .as("docs/api/openapi.json is stale; see the comment of this test")
                .isEqualTo(said);
    }
}
