package io.kuajie.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the rules of Prometheus to the metrics that the services have, and to the pages that say what to do. */
class AlertRulesTest {
    private static final Path ROOT = ManifestFiles.FOLDER.resolve("../..").normalize();
    private static final String RULES = "monitoring/privacy.rules.yml";
    private static final Pattern METRIC = Pattern.compile("kuajie_[a-z_]+");

    @Test
    void alerts_askForMetricsThatTheServiceHas() throws IOException {
        // Given
        String source = Files.readString(
                ROOT.resolve("ingest-service/src/main/java/io/kuajie/ingest/app/privacy/Demands.java"));
        // When
        Set<String> asked = new TreeSet<>();
        alerts().forEach(alert ->
                METRIC.matcher(alert.get("expr").getAsString()).results().forEach(metric -> asked.add(metric.group())));
        // Then
        assertThat(asked)
                .isNotEmpty()
                .allSatisfy(metric -> assertThat(source)
                        .contains('"' + metric.replace("_seconds", "").replace('_', '.') + '"'));
    }

    @Test
    void alerts_sayHowBadItIsAndWhereItSaysWhatToDo() throws IOException {
        for (JsonObject alert : alerts()) {
            assertThat(alert.getAsJsonObject("labels").get("severity").getAsString())
                    .isIn("page", "ticket");
            assertThat(alert.has("for")).isTrue();
            String[] runbook = alert.getAsJsonObject("annotations")
                    .get("runbook")
                    .getAsString()
                    .split("#");
            assertThat(headings(Files.readString(ROOT.resolve(runbook[0])))).contains(runbook[1]);
        }
    }

    @Test
    void alerts_fireWhenTheirTestsSay() throws IOException, InterruptedException {
        // Given
        assumeTrue(isInstalled(), "promtool is not installed");
        // When
        Process promtool = new ProcessBuilder("promtool", "test", "rules", "monitoring/privacy.test.yml")
                .directory(ManifestFiles.FOLDER.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(promtool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        // Then
        assertThat(promtool.waitFor()).as(said).isZero();
    }

    private static List<JsonObject> alerts() {
        List<JsonObject> alerts = new ArrayList<>();
        JsonObject file = Yaml.read(RULES, ManifestFiles.text(RULES)).getFirst().json();
        for (JsonElement group : file.getAsJsonArray("groups")) {
            for (JsonElement rule : group.getAsJsonObject().getAsJsonArray("rules")) {
                alerts.add(rule.getAsJsonObject());
            }
        }
        return alerts;
    }

    private static List<String> headings(String page) {
        return page.lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} -]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private static boolean isInstalled() {
        return java.util.Arrays.stream(System.getenv("PATH").split(java.io.File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")));
    }
}
