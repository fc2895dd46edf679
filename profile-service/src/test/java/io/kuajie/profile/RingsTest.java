package io.kuajie.profile;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rings: domain knows nothing around it, topology no framework, and nothing knows app. */
@AnalyzeClasses(packages = "io.kuajie.profile", importOptions = ImportOption.DoNotIncludeTests.class)
class RingsTest {
    @ArchTest
    static final ArchRule DOMAIN_IS_PURE = noClasses()
            .that()
            .resideInAPackage("..profile.domain..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..profile.topology..",
                    "..profile.app..",
                    "io.kuajie.events..",
                    "io.kuajie.topics..",
                    "io.kuajie.serde..",
                    "io.kuajie.edge..",
                    "io.quarkus..",
                    "jakarta..",
                    "org.apache.kafka..",
                    "org.apache.avro..",
                    "java.sql..");

    @ArchTest
    static final ArchRule TOPOLOGY_KNOWS_NO_FRAMEWORK = noClasses()
            .that()
            .resideInAPackage("..profile.topology..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..profile.app..", "io.kuajie.edge..", "io.quarkus..", "jakarta..");
}
