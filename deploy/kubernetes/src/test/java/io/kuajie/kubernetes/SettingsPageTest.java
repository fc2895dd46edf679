package io.kuajie.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.kubernetes.SettingsSource.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Keeps {@code deploy/docs/configuration.md} what the sources say; {@code -Dkuajie.write-pages=true} writes it anew. */
class SettingsPageTest {
    private static final Path ROOT = Path.of("../..");
    private static final Path PAGE = ROOT.resolve("deploy/docs/configuration.md");
    private static final String HEAD = """
            # Configuration

            Every key of every service. A key is given as a system property, in a file named by `smallrye.config.locations`, or in
            the environment, where `kuajie.kafka.bootstrap-servers` is `KUAJIE_KAFKA_BOOTSTRAP_SERVERS`. Durations are written `250ms`,
            `10s`, `7d`. A value that can't be read stops the service at its start with a message that names the key. How
            connections to Kafka are secured is said with Kafka's own names behind `kafka.`, such as `kafka.security.protocol`.

            This page is generated from the sources: `./mvnw -Dkuajie.write-pages=true -Dtest=SettingsPageTest test -pl deploy/kubernetes`.
            """;

    @Test
    void page_ofAllKeys_isWhatTheSourcesSay() throws IOException {
        // Given
        String wanted = page();
        if (Boolean.getBoolean("kuajie.write-pages")) {
            Files.writeString(PAGE, wanted);
        }

        // When
        String found = Files.readString(PAGE);

        // Then
        assertThat(found).isEqualTo(wanted);
    }

    @Test
    void everyKey_ofEveryService_isExplained() throws IOException {
        // When
        List<Setting> all = sources().values().stream()
                .flatMap(file -> SettingsSource.of(file).stream())
                .toList();

        // Then
        assertThat(all)
                .hasSizeGreaterThan(20)
                .allSatisfy(setting ->
                        assertThat(setting.meaning()).as(setting.key()).isNotBlank());
    }

    private static String page() throws IOException {
        StringBuilder page = new StringBuilder(HEAD);
        sources().forEach((title, file) -> {
            page.append("\n## ")
                    .append(title)
                    .append("\n\n| key | value | default | meaning |\n| --- | --- | --- | --- |\n");
            SettingsSource.of(file).forEach(setting -> page.append(row(setting)));
        });
        return page.toString();
    }

    private static String row(Setting setting) {
        String fallback = setting.fallback().map("`%s`"::formatted).orElse(setting.optional() ? "" : "must be given");
        return "| `%s` | %s | %s | %s |%n"
                .formatted(
                        setting.key(),
                        setting.type(),
                        fallback,
                        setting.meaning().replace("|", "\\|"));
    }

    /** Sources by the title of their section, the platform's first. */
    private static Map<String, Path> sources() throws IOException {
        Map<String, Path> found = new LinkedHashMap<>();
        for (String module :
                List.of("schemas/edge", "ingest-service", "profile-service", "recommend-service", "campaign-service")) {
            try (var files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    if (Files.readString(file).contains("\n@ConfigMapping(")) {
                        found.put(module.equals("schemas/edge") ? "All services" : module, file);
                    }
                }
            }
        }
        return found;
    }
}
