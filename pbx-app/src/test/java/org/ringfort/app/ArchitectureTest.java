package org.ringfort.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.persistence.Entity;
import org.springframework.web.bind.annotation.RestController;

@AnalyzeClasses(packages = "org.ringfort.app", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule entities_never_leave_their_store = classes()
            .that()
            .areAnnotatedWith(Entity.class)
            .should()
            .resideInAPackage("..store")
            .andShould()
            .bePackagePrivate();

    @ArchTest
    static final ArchRule sql_is_written_in_stores_only = noClasses()
            .that()
            .resideOutsideOfPackages("..store", "..platform..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.jdbc..", "jakarta.persistence..", "org.springframework.data..");

    @ArchTest
    static final ArchRule rest_lives_in_web = classes()
            .that()
            .areAnnotatedWith(RestController.class)
            .should()
            .resideInAnyPackage("..web", "..platform.rest", "..platform.push");

    @ArchTest
    static final ArchRule the_edge_is_answered_in_grpc_only = noClasses()
            .that()
            .resideOutsideOfPackages("..grpc", "..platform.grpc")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.grpc..");

    @ArchTest
    static final ArchRule no_sip_message_is_seen_here = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.ringfort.protocol.sip", "org.ringfort.protocol.sip.codec", "org.ringfort.protocol.sip.header");

    @ArchTest
    static final ArchRule transactions_are_opened_for_a_tenant = noClasses()
            .that()
            .resideOutsideOfPackage("..platform.tenancy")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.springframework.transaction.annotation.Transactional");

    @ArchTest
    static final ArchRule nothing_is_kept_on_threads =
            noClasses().should().dependOnClassesThat().areAssignableTo(ThreadLocal.class);

    @ArchTest
    static final ArchRule names_are_nouns_of_the_trade = noClasses()
            .should()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Impl");
}
