package io.kuajie.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Keeps the rings: domain knows nothing outside, topology nothing of the application, nobody depends on the application. */
@AnalyzeClasses(packages = "io.kuajie.ingest", importOptions = ImportOption.DoNotIncludeTests.class)
final class RingsTest {
    @ArchTest
    static final ArchRule DOMAIN_USES_PURE_LIBRARIES_ONLY = classes()
            .that()
            .resideInAPackage("io.kuajie.ingest.domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "io.kuajie.ingest.domain..",
                    "io.kuajie.kernel..",
                    "com.fasterxml.jackson..",
                    "com.networknt..",
                    "com.google.re2j..",
                    "ua_parser..",
                    "com.google.i18n.phonenumbers..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule TOPOLOGY_USES_STREAMS_AND_SCHEMAS_ONLY = classes()
            .that()
            .resideInAPackage("io.kuajie.ingest.topology..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "io.kuajie.ingest.domain..",
                    "io.kuajie.ingest.topology..",
                    "io.kuajie.kernel..",
                    "io.kuajie.events..",
                    "io.kuajie.topics..",
                    "io.kuajie.serde..",
                    "org.apache.avro..",
                    "org.apache.kafka..",
                    "org.rocksdb..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule NOBODY_DEPENDS_ON_APP = noClasses()
            .that()
            .resideOutsideOfPackage("io.kuajie.ingest.app..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.kuajie.ingest.app..");
}
