package io.kuajie.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestTest {
    static final List<String> KUSTOMIZATIONS = ManifestFiles.KUSTOMIZATIONS;

    static Stream<Manifest> resources() {
        return ManifestFiles.resources().stream();
    }

    @ParameterizedTest
    @MethodSource("resources")
    void resource_asWritten_fitsItsSchema(Manifest manifest) {
        assertThat(Schemas.faults(manifest)).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("KUSTOMIZATIONS")
    void kustomization_rendered_fitsTheSchemas(String folder) {
        // Given
        assumeTrue(Kustomize.isInstalled(), "neither kustomize nor kubectl is installed");

        // When
        List<Manifest> rendered = Kustomize.render(folder);

        // Then
        assertThat(rendered)
                .isNotEmpty()
                .allSatisfy(manifest -> assertThat(Schemas.faults(manifest)).isEmpty());
        assertThat(rendered)
                .filteredOn(manifest -> !manifest.kind().equals("Namespace"))
                .allSatisfy(manifest ->
                        assertThat(manifest.at("metadata", "namespace")).isPresent());
    }

    @ParameterizedTest
    @FieldSource("KUSTOMIZATIONS")
    void kustomization_asWritten_fitsItsSchemaAndNamesWhatIsThere(String folder) {
        // When
        Kustomization kustomization = new Kustomization(folder);

        // Then
        assertThat(kustomization.faults()).isEmpty();
        assertThat(kustomization.files()).containsExactlyInAnyOrderElementsOf(ManifestFiles.namesIn(folder));
    }

    @ParameterizedTest
    @CsvSource({
        "base/services/recommend-service.yaml, readinessProbe:, readinesProbe:",
        "base/services/ingest-service.yaml, volumeClaimTemplates:, volumeClaimTemplate:",
        "base/services/ingest-service.yaml, runAsNonRoot:, runAsNonroot:",
        "base/network.yaml, policyTypes:, policyType:",
        "base/platform.yaml, data:, datas:",
        "overlays/production/disruption.yaml, maxUnavailable:, maxUnavailabe:",
        "base/kafka/topics.yaml, partitions:, partition:",
        "base/kafka/topics.yaml, labels:, lables:",
        "base/kafka/users.yaml, patternType:, paternType:",
        "base/kafka/cluster.yaml, kraftMetadata:, kraftMetaData:",
        "base/kafka/cluster.yaml, entityOperator:, entityOperators:",
    })
    void field_misspelt_isRejected(String file, String field, String misspelt) {
        assertRejected(file, field, misspelt);
    }

    @ParameterizedTest
    @CsvSource({
        "base/services/recommend-service.yaml, replicas: 1, replicas: \"two\"",
        "base/services/recommend-service.yaml, replicas: 1, replicas: \"2\"",
        "base/services/recommend-service.yaml, runAsNonRoot: true, runAsNonRoot: \"true\"",
        "base/services/ingest-service.yaml, containerPort: 8101, containerPort: http",
        "base/services/ingest-service.yaml, name: kuajie-platform, name: 1",
        "base/platform.yaml, KAFKA_SECURITY_PROTOCOL: SASL_SSL, KAFKA_SECURITY_PROTOCOL: true",
        "overlays/small/postgres.yaml, value: kuajie, value: 5",
        "base/kafka/cluster.yaml, replicas: 3, replicas: \"two\"",
        "base/kafka/cluster.yaml, tls: true, tls: \"true\"",
        "base/kafka/cluster.yaml, type: jbod, type: raid",
        "base/kafka/topics.yaml, partitions: 12, partitions: \"12\"",
        "base/kafka/topics.yaml, partitions: 12, partitions: 0",
        "base/kafka/users.yaml, '- Read', '- Reed'",
        "base/kafka/users.yaml, strimzi.io/cluster: kuajie, strimzi.io/cluster: 7",
    })
    void value_ofWrongType_isRejected(String file, String value, String wrong) {
        assertRejected(file, value, wrong);
    }

    @ParameterizedTest
    @CsvSource({
        "base/services/ingest-service.yaml, whenUnsatisfiable: ScheduleAnyway",
        "base/kafka/users.yaml, type: simple",
    })
    void field_requiredButMissing_isRejected(String file, String field) {
        assertRejected(file, field, "");
    }

    @Test
    void key_writtenTwice_isRejected() {
        assertThatThrownBy(() -> Yaml.read("twice", "kind: Service\nspec:\n  type: A\n  type: B\n"))
                .hasMessageContaining("duplicate key");
    }

    private static void assertRejected(String file, String right, String wrong) {
        // Given
        String text = ManifestFiles.text(file);
        assertThat(text).contains(right);

        // When
        List<Manifest> broken = Yaml.read(file, text.replace(right, wrong));

        // Then
        assertThat(broken)
                .anySatisfy(manifest -> assertThat(Schemas.faults(manifest)).isNotEmpty());
    }
}
