package io.kuajie.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The next generation of profile-service differs from the one before in what makes it the next one, and in nothing else. */
class GrowthTest {
    private static final String NEXT = "profile-service-g2";
    private static final String GENERATION = "kuajie.io/generation";
    private static final Set<String> OF_GROWTH = Set.of("KUAJIE_STREAMS_GENERATION", "KUAJIE_STREAMS_PARTITIONS");

    private final JsonObject former = statefulSet("profile-service");
    private final JsonObject next = statefulSet(NEXT);

    @Test
    void nextGeneration_besideTheFormer_isTheSameButForItsNumber() {
        // When
        JsonObject likeFormer = next.deepCopy();
        spec(likeFormer)
                .getAsJsonObject("selector")
                .getAsJsonObject("matchLabels")
                .remove(GENERATION);
        labels(likeFormer).remove(GENERATION);
        container(likeFormer).add("env", without(environment(likeFormer)));
        likeFormer.getAsJsonObject("metadata").addProperty("name", "profile-service");

        // Then
        assertThat(withoutSizes(likeFormer)).isEqualTo(withoutSizes(former.deepCopy()));
    }

    @Test
    void nextGeneration_besideTheFormer_isToldItsNumberAndPartitions() {
        // When
        Map<String, String> told = new TreeMap<>();
        environment(next)
                .forEach(variable -> told.put(
                        variable.getAsJsonObject().get("name").getAsString(),
                        variable.getAsJsonObject().has("value")
                                ? variable.getAsJsonObject().get("value").getAsString()
                                : ""));

        // Then
        assertThat(told).containsEntry("KUAJIE_STREAMS_GENERATION", "2");
        assertThat(told.get("KUAJIE_STREAMS_PARTITIONS")).matches("[1-9][0-9]*");
        assertThat(next.getAsJsonObject("metadata").get("name").getAsString()).endsWith("-g2");
        assertThat(labels(next).get(GENERATION).getAsString()).isEqualTo("2");
    }

    /** Instances find each other by these names, and callers both generations. */
    @Test
    void pods_ofBothGenerations_areFoundByTheSameServices() {
        List<JsonObject> selectors = ManifestFiles.base().stream()
                .filter(manifest ->
                        manifest.kind().equals("Service") && manifest.name().startsWith("profile-service"))
                .map(manifest -> manifest.at("spec", "selector").orElseThrow().getAsJsonObject())
                .toList();
        assertThat(selectors)
                .hasSize(2)
                .allSatisfy(selector -> assertThat(labels(next).entrySet()).containsAll(selector.entrySet()));
        assertThat(spec(next).get("serviceName")).isEqualTo(spec(former).get("serviceName"));
    }

    /** Pods of the former generation must not be taken for the next one's. */
    @Test
    void selector_ofTheNextGeneration_leavesTheFormersPods() {
        assertThat(labels(former).entrySet())
                .doesNotContainAnyElementsOf(List.of(Map.entry(
                        GENERATION,
                        spec(next)
                                .getAsJsonObject("selector")
                                .getAsJsonObject("matchLabels")
                                .get(GENERATION))));
    }

    private static JsonObject withoutSizes(JsonObject statefulSet) {
        container(statefulSet).remove("resources");
        spec(statefulSet).remove("replicas");
        spec(statefulSet)
                .getAsJsonArray("volumeClaimTemplates")
                .get(0)
                .getAsJsonObject()
                .getAsJsonObject("spec")
                .remove("resources");
        return statefulSet;
    }

    private static JsonArray without(JsonArray environment) {
        List<JsonElement> kept = new ArrayList<>(environment.asList());
        kept.removeIf(variable ->
                OF_GROWTH.contains(variable.getAsJsonObject().get("name").getAsString()));
        JsonArray array = new JsonArray();
        kept.forEach(array::add);
        return array;
    }

    private static JsonObject statefulSet(String name) {
        return ManifestFiles.resources().stream()
                .filter(manifest ->
                        manifest.kind().equals("StatefulSet") && manifest.name().equals(name))
                .findFirst()
                .orElseThrow()
                .json();
    }

    private static JsonObject spec(JsonObject statefulSet) {
        return statefulSet.getAsJsonObject("spec");
    }

    private static JsonObject labels(JsonObject statefulSet) {
        return spec(statefulSet)
                .getAsJsonObject("template")
                .getAsJsonObject("metadata")
                .getAsJsonObject("labels");
    }

    private static JsonObject container(JsonObject statefulSet) {
        return spec(statefulSet)
                .getAsJsonObject("template")
                .getAsJsonObject("spec")
                .getAsJsonArray("containers")
                .get(0)
                .getAsJsonObject();
    }

    private static JsonArray environment(JsonObject statefulSet) {
        return container(statefulSet).getAsJsonArray("env");
    }
}
