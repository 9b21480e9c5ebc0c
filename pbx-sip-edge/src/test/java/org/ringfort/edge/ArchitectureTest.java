package org.ringfort.edge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls of the house, as docs/architecture draws them. */
@AnalyzeClasses(packages = "org.ringfort.edge", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule netty_stays_in_transport = noClasses()
            .that()
            .resideOutsideOfPackage("org.ringfort.edge.transport..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty..");

    @ArchTest
    static final ArchRule names_are_asked_in_routing = noClasses()
            .that()
            .resideOutsideOfPackage("org.ringfort.edge.routing..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.xbill.DNS..");

    @ArchTest
    static final ArchRule grpc_stays_with_the_peers = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "org.ringfort.edge.controlplane..",
                    "org.ringfort.edge.mediaplane..",
                    "org.ringfort.edge.peer..",
                    "org.ringfort.edge.boot..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.grpc..");

    @ArchTest
    static final ArchRule machines_are_pure = noClasses()
            .that()
            .resideInAnyPackage("org.ringfort.edge.transaction..", "org.ringfort.edge.dialog..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.ringfort.edge.loop..",
                    "org.ringfort.edge.transport..",
                    "org.slf4j..",
                    "io.micrometer..",
                    "java.net..",
                    "java.util.concurrent..");

    @ArchTest
    static final ArchRule doors = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("transport")
            .definedBy("org.ringfort.edge.transport..")
            .layer("admission")
            .definedBy("org.ringfort.edge.admission..")
            .layer("transaction")
            .definedBy("org.ringfort.edge.transaction..")
            .layer("dialog")
            .definedBy("org.ringfort.edge.dialog..")
            .layer("loop")
            .definedBy("org.ringfort.edge.loop..")
            .layer("registration")
            .definedBy("org.ringfort.edge.registration..")
            .layer("b2bua")
            .definedBy("org.ringfort.edge.b2bua..")
            .layer("subscription")
            .definedBy("org.ringfort.edge.subscription..")
            .layer("publication")
            .definedBy("org.ringfort.edge.publication..")
            .layer("boot")
            .definedBy("org.ringfort.edge.boot..")
            .whereLayer("boot")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("admission")
            .mayOnlyBeAccessedByLayers("boot")
            .whereLayer("registration")
            .mayOnlyBeAccessedByLayers("boot")
            .whereLayer("b2bua")
            .mayOnlyBeAccessedByLayers("boot")
            .whereLayer("subscription")
            .mayOnlyBeAccessedByLayers("boot")
            .whereLayer("publication")
            .mayOnlyBeAccessedByLayers("boot")
            .whereLayer("transaction")
            .mayOnlyBeAccessedByLayers("loop", "boot")
            .whereLayer("dialog")
            .mayOnlyBeAccessedByLayers("loop", "b2bua", "subscription");

    @ArchTest
    static final ArchRule rooms_have_no_circles =
            slices().matching("org.ringfort.edge.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule no_drawers =
            noClasses().should().resideInAnyPackage("..util..", "..common..", "..helper..", "..manager..", "..impl..");
}
