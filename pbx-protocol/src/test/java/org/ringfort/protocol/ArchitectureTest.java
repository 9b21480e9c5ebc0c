package org.ringfort.protocol;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Locale;

/** The walls of this module. */
@AnalyzeClasses(packages = "org.ringfort.protocol", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String SIP = "org.ringfort.protocol.sip..";

    @ArchTest
    static final ArchRule nothing_but_java_base_and_the_kernel = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "org.ringfort.protocol..",
                    "org.ringfort.kernel..",
                    "java.lang..",
                    "java.io..",
                    "java.util..",
                    "java.nio..",
                    "java.net..",
                    "java.time..",
                    "java.security..",
                    "javax.crypto..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule no_regular_expressions = noClasses()
            .that()
            .resideInAPackage(SIP)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.regex..");

    @ArchTest
    static final ArchRule no_locale = noClasses()
            .that()
            .resideInAPackage(SIP)
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Locale.class)
            .orShould()
            .callMethod(String.class, "toLowerCase")
            .orShould()
            .callMethod(String.class, "toUpperCase")
            .orShould()
            .callMethod(String.class, "equalsIgnoreCase", String.class);

    @ArchTest
    static final ArchRule no_pattern_behind_a_string = noClasses()
            .that()
            .resideInAPackage(SIP)
            .should()
            .callMethod(String.class, "split", String.class)
            .orShould()
            .callMethod(String.class, "matches", String.class)
            .orShould()
            .callMethod(String.class, "replaceAll", String.class, String.class);

    @ArchTest
    static final ArchRule wire_formats_do_not_know_one_another = noClasses()
            .that()
            .resideInAPackage("org.ringfort.protocol.sip..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.ringfort.protocol.sdp..", "org.ringfort.protocol.rtp..");

    @ArchTest
    static final ArchRule grammar_and_addresses_lie_at_the_bottom = noClasses()
            .that()
            .resideInAnyPackage("org.ringfort.protocol.sip.grammar..", "org.ringfort.protocol.sip.address..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.ringfort.protocol.sip",
                    "org.ringfort.protocol.sip.header..",
                    "org.ringfort.protocol.sip.codec..",
                    "org.ringfort.protocol.sip.digest..");

    @ArchTest
    static final ArchRule only_the_codec_turns_octets_into_messages = noClasses()
            .that()
            .resideOutsideOfPackage("org.ringfort.protocol.sip.codec..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.ringfort.protocol.sip.codec..");
}
