package io.kuajie.recommend;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Keeps the rings: the domain knows nobody, and nobody knows the app. */
@AnalyzeClasses(packages = "io.kuajie.recommend", importOptions = DoNotIncludeTests.class)
class RingsTest {
    @ArchTest
    static final ArchRule domain_uses_onlyJdkKernelAndPureLibraries = classes()
            .that()
            .resideInAPackage("..recommend.domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "jdk.incubator.vector..",
                    "io.kuajie.kernel..",
                    "io.kuajie.recommend.domain..",
                    "dev.cel..",
                    "org.apache.lucene.analysis..",
                    "org.apache.lucene.util..",
                    "com.google.common.collect..",
                    "org.jspecify.annotations..");

    @ArchTest
    static final ArchRule lucene_reads_itemsTextsAlone = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.kuajie.recommend.domain.content.Words")
            .and()
            .doNotHaveFullyQualifiedName("io.kuajie.recommend.domain.content.Words$1")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.lucene..");

    @ArchTest
    static final ArchRule domain_uses_noDatabase = noClasses()
            .that()
            .resideInAPackage("..recommend.domain..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.sql..");

    @ArchTest
    static final ArchRule nothing_uses_app = noClasses()
            .that()
            .resideOutsideOfPackage("..recommend.app..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..recommend.app..");
}
