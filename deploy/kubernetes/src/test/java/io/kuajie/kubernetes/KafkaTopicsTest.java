package io.kuajie.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.kuajie.topics.Topic;
import io.kuajie.topics.TopicCatalog;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaTopicsTest {
    private static final String COPARTITIONED = "kuajie.io/keyed-by";

    @Test
    void topics_inBase_areTheCatalogue() {
        // When
        Map<String, Manifest> topics = topicsByName(ManifestFiles.base());

        // Then
        assertThat(topics.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        TopicCatalog.all().stream().map(Topic::name).toList());
        for (Topic<?> topic : TopicCatalog.all()) {
            Manifest manifest = Objects.requireNonNull(topics.get(topic.name()), topic.name());
            assertThat(config(manifest)).as(topic.name()).isEqualTo(topic.settings());
            assertThat(manifest.at("metadata", "labels", COPARTITIONED).isPresent())
                    .as("label %s of %s", COPARTITIONED, topic.name())
                    .isEqualTo(topic.isCopartitioned());
        }
    }

    @Test
    void topics_inBase_shareOnePartitionCount() {
        assertPartitions(ManifestFiles.base(), 12, 3);
    }

    @ParameterizedTest
    @CsvSource({"overlays/small, 3, 1", "overlays/production, 24, 3"})
    void topics_ofOverlay_shareOnePartitionCount(String overlay, int partitions, int replicas) {
        // Given
        assumeTrue(Kustomize.isInstalled(), "neither kustomize nor kubectl is installed");

        // When
        List<Manifest> rendered = Kustomize.render(overlay);

        // Then
        assertPartitions(rendered, partitions, replicas);
    }

    private static void assertPartitions(List<Manifest> manifests, int partitions, int replicas) {
        Map<String, Manifest> topics = topicsByName(manifests);
        assertThat(topics).hasSameSizeAs(TopicCatalog.all());
        for (Topic<?> topic : TopicCatalog.all()) {
            Manifest manifest = Objects.requireNonNull(topics.get(topic.name()), topic.name());
            assertThat(number(manifest, "partitions"))
                    .as(topic.name())
                    .isEqualTo(topic.isCopartitioned() ? partitions : 1);
            assertThat(number(manifest, "replicas")).as(topic.name()).isEqualTo(replicas);
        }
    }

    private static Map<String, Manifest> topicsByName(List<Manifest> manifests) {
        return manifests.stream()
                .filter(manifest -> manifest.kind().equals("KafkaTopic"))
                .collect(Collectors.toMap(Manifest::name, manifest -> manifest));
    }

    private static int number(Manifest manifest, String field) {
        return manifest.at("spec", field).map(JsonElement::getAsInt).orElseThrow();
    }

    private static Map<String, String> config(Manifest manifest) {
        JsonObject config = manifest.at("spec", "config").orElseThrow().getAsJsonObject();
        Map<String, String> settings = new TreeMap<>();
        config.entrySet()
                .forEach(setting ->
                        settings.put(setting.getKey(), setting.getValue().getAsString()));
        return settings;
    }
}
