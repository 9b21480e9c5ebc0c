package org.ringfort.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/** The walls between the modules of the app. */
class ModularityTest {
    private static final ApplicationModules MODULES = ApplicationModules.of(RingfortApp.class);

    @Test
    void modules_keep_to_the_doors_they_declared() {
        MODULES.verify();
    }

    @Test
    void every_module_declares_what_it_may_import() {
        assertThat(MODULES.stream()).isNotEmpty().allSatisfy(module -> {
            Class<?> info = Class.forName(module.getBasePackage().getName() + ".package-info");
            ApplicationModule declared = info.getAnnotation(ApplicationModule.class);
            assertThat(declared).as(module.getBasePackage().getName()).isNotNull();
            assertThat(declared.allowedDependencies())
                    .as(module.getBasePackage().getName())
                    .doesNotContain(ApplicationModule.OPEN_TOKEN);
        });
    }
}
