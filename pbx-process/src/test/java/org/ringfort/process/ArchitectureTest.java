package org.ringfort.process;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.ringfort.process", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule netty_and_grpc_stay_in_tls = noClasses()
            .that()
            .resideOutsideOfPackage("org.ringfort.process.tls..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty..", "io.grpc..");

    @ArchTest
    static final ArchRule configuration_knows_no_other_part = noClasses()
            .that()
            .resideInAPackage("org.ringfort.process.config..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.ringfort.process.log..",
                    "org.ringfort.process.health..",
                    "org.ringfort.process.tls..",
                    "org.ringfort.process.life..");
}
