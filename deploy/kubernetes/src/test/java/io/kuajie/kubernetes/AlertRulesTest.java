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
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the rules of Prometheus to the metrics that the services have, and to the pages that say what to do. */
class AlertRulesTest {
    private static final Path ROOT = ManifestFiles.FOLDER.resolve("../..").normalize();
    private static final Pattern METRIC = Pattern.compile("kuajie_[a-z_]+");

    /** What rules are about, by the module that has their metrics. */
    @ParameterizedTest
    @CsvSource({
        "audit, schemas/edge",
        "door, ingest-service",
        "privacy, ingest-service",
        "recommendations, recommend-service"
    })
    void alerts_askForMetricsThatTheServiceHas(String rules, String module) throws IOException {
        // Given
        String source = source(ROOT.resolve(module, "src/main/java"));
        // When
        Set<String> asked = new TreeSet<>();
        alerts(rules)
                .forEach(alert -> METRIC.matcher(alert.get("expr").getAsString())
                        .results()
                        .forEach(metric -> asked.add(metric.group())));
        // Then
        assertThat(asked)
                .isNotEmpty()
                .allSatisfy(metric -> assertThat(source)
                        .contains('"'
                                + metric.replaceAll("_seconds(_bucket|_count|_sum)?|_total", "")
                                        .replace('_', '.')
                                + '"'));
    }

    @ParameterizedTest
    @ValueSource(strings = {"audit", "door", "privacy", "recommendations"})
    void alerts_sayHowBadItIsAndWhereItSaysWhatToDo(String rules) throws IOException {
        for (JsonObject alert : alerts(rules)) {
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

    @ParameterizedTest
    @ValueSource(strings = {"audit", "door", "privacy", "recommendations"})
    void alerts_fireWhenTheirTestsSay(String rules) throws IOException, InterruptedException {
        // Given
        assumeTrue(isInstalled(), "promtool is not installed");
        // When
        Process promtool = new ProcessBuilder("promtool", "test", "rules", "monitoring/" + rules + ".test.yml")
                .directory(ManifestFiles.FOLDER.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(promtool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        // Then
        assertThat(promtool.waitFor()).as(said).isZero();
    }

    private static String source(Path folder) throws IOException {
        StringBuilder source = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                source.append(Files.readString(file));
            }
        }
        return source.toString();
    }

    private static List<JsonObject> alerts(String rules) {
        List<JsonObject> alerts = new ArrayList<>();
        String path = "monitoring/" + rules + ".rules.yml";
        JsonObject file = Yaml.read(path, ManifestFiles.text(path)).getFirst().json();
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
