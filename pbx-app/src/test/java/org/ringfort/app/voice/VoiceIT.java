package org.ringfort.app.voice;

import org.ringfort.app.TestDatabase;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The application with a database of its own, a tenant of one's own for each test, and an edge that is attached. */
@SpringBootTest
abstract class VoiceIT extends VoiceScene {
    @DynamicPropertySource
    static void application(DynamicPropertyRegistry registry) {
        TestDatabase.register(registry);
        door(registry);
    }
}
