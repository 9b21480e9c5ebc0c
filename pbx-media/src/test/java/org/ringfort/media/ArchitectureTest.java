package org.ringfort.media;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls of the media house. */
@AnalyzeClasses(packages = "org.ringfort.media", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule sockets_stay_in_port = noClasses()
            .that()
            .resideOutsideOfPackage("org.ringfort.media.port..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.net.DatagramSocket")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.nio.channels.DatagramChannel")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.nio.channels.Selector")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.lang.foreign..");

    @ArchTest
    static final ArchRule netty_is_nobodys_business =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.netty..");

    @ArchTest
    static final ArchRule grpc_and_contracts_stay_in_control = noClasses()
            .that()
            .resideOutsideOfPackages("org.ringfort.media.control..", "org.ringfort.media.boot..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.grpc..", "com.google.protobuf..", "org.ringfort.contract..");

    @ArchTest
    static final ArchRule the_cipher_stays_in_srtp_and_recorder = noClasses()
            .that()
            .resideOutsideOfPackages("org.ringfort.media.srtp..", "org.ringfort.media.recorder..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("javax.crypto..");

    @ArchTest
    static final ArchRule opus_stays_behind_its_door = noClasses()
            .that()
            .resideOutsideOfPackage("org.ringfort.media.codec..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.github.jaredmdobson..");

    @ArchTest
    static final ArchRule the_hot_path_does_not_know_sdp = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.ringfort.media.relay..",
                    "org.ringfort.media.srtp..",
                    "org.ringfort.media.rtcp..",
                    "org.ringfort.media.dtmf..",
                    "org.ringfort.media.port..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.ringfort.protocol.sdp..");

    @ArchTest
    static final ArchRule connectivity_checks_know_stun_and_nothing_else = classes()
            .that()
            .resideInAPackage("org.ringfort.media.ice..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "org.ringfort.media.ice..",
                    "org.ringfort.protocol.stun..",
                    "org.ringfort.kernel..",
                    "java..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule doors = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("boot")
            .definedBy("..media.boot..")
            .layer("control")
            .definedBy("..media.control..")
            .layer("session")
            .definedBy("..media.session..")
            .layer("negotiation")
            .definedBy("..media.negotiation..")
            .layer("player")
            .definedBy("..media.player..")
            .layer("mixer")
            .definedBy("..media.mixer..")
            .layer("recorder")
            .definedBy("..media.recorder..")
            .layer("relay")
            .definedBy("..media.relay..")
            .layer("srtp")
            .definedBy("..media.srtp..")
            .layer("port")
            .definedBy("..media.port..")
            .layer("keys")
            .definedBy("..media.dtls..", "..media.ice..")
            .layer("quality")
            .definedBy("..media.rtcp..", "..media.dtmf..", "..media.demux..")
            .layer("codec")
            .definedBy("..media.codec..")
            .whereLayer("boot")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("control")
            .mayOnlyBeAccessedByLayers("boot")
            .whereLayer("session")
            .mayOnlyBeAccessedByLayers("control", "boot")
            .whereLayer("negotiation")
            .mayOnlyBeAccessedByLayers("session", "control", "boot")
            .whereLayer("player")
            .mayOnlyBeAccessedByLayers("mixer", "session", "control")
            .whereLayer("mixer")
            .mayOnlyBeAccessedByLayers("session")
            .whereLayer("recorder")
            .mayOnlyBeAccessedByLayers("session", "control", "boot")
            .whereLayer("relay")
            .mayOnlyBeAccessedByLayers("player", "mixer", "recorder", "session", "control", "boot")
            .whereLayer("keys")
            .mayOnlyBeAccessedByLayers("relay", "negotiation", "session", "boot")
            .whereLayer("codec")
            .mayOnlyBeAccessedByLayers("player", "mixer", "recorder", "relay")
            .whereLayer("quality")
            .mayOnlyBeAccessedByLayers("relay", "session", "control", "boot");

    @ArchTest
    static final ArchRule no_vague_names = classes()
            .should()
            .haveSimpleNameNotEndingWith("Util")
            .andShould()
            .haveSimpleNameNotEndingWith("Helper")
            .andShould()
            .haveSimpleNameNotEndingWith("Manager")
            .andShould()
            .haveSimpleNameNotEndingWith("Impl");
}
