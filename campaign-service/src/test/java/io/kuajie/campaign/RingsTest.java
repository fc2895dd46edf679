package io.kuajie.campaign;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class RingsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.kuajie.campaign");

    @Test
    void domain_dependencies_arePureLibrariesOnly() {
        classes()
                .that()
                .resideInAPackage("io.kuajie.campaign.domain..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.kuajie.campaign.domain..",
                        "io.kuajie.kernel..",
                        "dev.cel..",
                        "org.jspecify..",
                        "java.lang..",
                        "java.math..",
                        "java.time..",
                        "java.util..")
                .check(CLASSES);
    }

    @Test
    void domain_classes_neverDependOnApp() {
        noClasses()
                .that()
                .resideInAPackage("io.kuajie.campaign.domain..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.kuajie.campaign.app..")
                .check(CLASSES);
    }

    @Test
    void store_classes_knowNeitherHttpNorKafka() {
        noClasses()
                .that()
                .resideInAPackage("io.kuajie.campaign.app.store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.ws..", "org.apache.kafka..", "org.apache.avro..", "io.kuajie.events..")
                .check(CLASSES);
    }
}
