package io.kuajie.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.kuajie.edge.KafkaSettings;
import io.kuajie.edge.PlatformSettings;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.WithName;
import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
    /** Settings of single services, which the platform's don't know. */
    private static final Set<String> OF_SERVICES = Set.of(
            "KUAJIE_STREAMS_STATE_DIR",
            "KUAJIE_STREAMS_INSTANCE_ID",
            "KUAJIE_CAMPAIGN_PROFILE_SERVICE",
            "KUAJIE_STREAMS_APPLICATION_SERVER",
            "KUAJIE_INGEST_IDENTITY_MATCH_SECRET",
            "KUAJIE_RECOMMEND_MODELS_FOLDER");

    private static final Set<String> OF_THE_RUNTIME = Set.of("SMALLRYE_CONFIG_LOCATIONS", "POD_NAME");

    @Test
    void platformSettings_fromTheConfigMap_areRead() {
        // When
        PlatformSettings settings = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new EnvConfigSource(variables(), 300))
                .withMapping(PlatformSettings.class)
                .build()
                .getConfigMapping(PlatformSettings.class);

        // Then
        assertThat(settings.bootstrapServers()).isEqualTo("kuajie-kafka-bootstrap:9093");
        assertThat(settings.registryUrl()).hasToString("http://registry:8080/apis/registry/v3");
        assertThat(settings.adminKeys()).contains(List.of("placeholder"));
        assertThat(settings.pseudonymSecret()).contains("placeholder");
    }

    @Test
    void kafkaClients_fromTheConfigMap_areSecured() {
        // When
        Map<String, Object> settings = KafkaSettings.of(new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(variables(), 300))
                .build());

        // Then
        assertThat(settings)
                .isEqualTo(Map.of(
                        "security.protocol", "SASL_SSL",
                        "sasl.mechanism", "SCRAM-SHA-512",
                        "sasl.jaas.config", "placeholder",
                        "ssl.truststore.type", "PEM",
                        "ssl.truststore.location", "/etc/kuajie/kafka/ca.crt"));
    }

    @Test
    void variables_ofTheServices_areKnownSettings() {
        // When
        Set<String> variables = variables().keySet();

        // Then
        assertThat(variables).allMatch(ConfigurationTest::isKnown);
    }

    @ParameterizedTest
    @CsvSource({"base, 0", "overlays/small, 2", "overlays/production, 2"})
    void partners_fromTheirFile_areRead(String folder, int count) throws IOException {
        // Given
        Properties properties = new Properties();
        properties.load(new StringReader(ManifestFiles.text(folder + "/partners.properties")));
        Map<String, String> values = properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));

        // When
        PlatformSettings settings = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(values, "partners", 200))
                .withMapping(PlatformSettings.class)
                .withValidateUnknown(true)
                .build()
                .getConfigMapping(PlatformSettings.class);

        // Then
        assertThat(settings.partners()).hasSize(count).allSatisfy((id, partner) -> {
            assertThat(partner.domain()).isNotBlank();
            assertThat(partner.writeKeys().orElse(List.of())).allMatch(key -> key.matches("[0-9a-f]{64}"));
            assertThat(partner.storefrontKeys().orElse(List.of())).allMatch(key -> key.matches("[0-9a-f]{64}"));
        });
    }

    private static boolean isKnown(String variable) {
        if (variable.startsWith("KAFKA_")) {
            String setting = variable.substring("KAFKA_".length())
                    .toLowerCase(Locale.ROOT)
                    .replace('_', '.');
            return ConsumerConfig.configNames().contains(setting);
        }
        return variable.startsWith("QUARKUS_DATASOURCE_")
                || OF_SERVICES.contains(variable)
                || OF_THE_RUNTIME.contains(variable)
                || platformVariables().contains(variable);
    }

    /** The names that MicroProfile Config looks for in the environment. */
    private static Set<String> platformVariables() {
        return Stream.of(PlatformSettings.class.getMethods())
                .filter(setting -> setting.isAnnotationPresent(WithName.class))
                .map(setting ->
                        "kuajie." + setting.getAnnotation(WithName.class).value())
                .map(name -> name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /** What the services' containers are given, with a placeholder for what comes from a Secret. */
    private static Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>();
        for (Manifest manifest : ManifestFiles.base()) {
            if (manifest.kind().equals("ConfigMap")) {
                manifest.at("data")
                        .orElseThrow()
                        .getAsJsonObject()
                        .entrySet()
                        .forEach(entry ->
                                variables.put(entry.getKey(), entry.getValue().getAsString()));
            }
        }
        PodPolicyTest.services()
                .filter(service -> service.source().startsWith("base"))
                .flatMap(service -> PodPolicyTest.containers(service).stream())
                .flatMap(container -> container.getAsJsonArray("env").asList().stream())
                .map(JsonElement::getAsJsonObject)
                .forEach(variable -> variables.put(variable.get("name").getAsString(), value(variable)));
        return variables;
    }

    private static String value(JsonObject variable) {
        return variable.has("value") ? variable.get("value").getAsString() : "placeholder";
    }
}
