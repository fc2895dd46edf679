package io.kuajie.edge;

import io.kuajie.kernel.Pseudonymizer;
import io.kuajie.serde.AvroSerde;
import io.kuajie.serde.SchemaRegistry;
import io.kuajie.topics.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.CommonClientConfigs;
import org.eclipse.microprofile.config.ConfigProvider;

/** The broker, the registry, the topics' names and the clock, as this service was told them. */
@ApplicationScoped
public class Platform {
    private final PlatformSettings settings;
    private final SchemaRegistry registry;

    public Platform(PlatformSettings settings, SchemaRegistry registry) {
        this.settings = settings;
        this.registry = registry;
    }

    public String bootstrapServers() {
        return settings.bootstrapServers();
    }

    /** What every Kafka client of this service starts from: the brokers, and how connections to them are secured. */
    public Map<String, Object> kafka() {
        Map<String, Object> settings = KafkaSettings.of(ConfigProvider.getConfig());
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
        return settings;
    }

    /** What stands before topics, groups and application ids; often empty. */
    public String prefix() {
        return settings.topicsPrefix().orElse("");
    }

    /** The topic's name on this installation's broker. */
    public String nameOf(Topic<?> topic) {
        return topic.on(prefix());
    }

    public <V extends SpecificRecord> AvroSerde<V> serdeOf(Topic<V> topic) {
        return AvroSerde.of(registry, topic.value());
    }

    public SchemaRegistry registry() {
        return registry;
    }

    /** What made pseudonyms before the present secret did; tried after it, in the order of the secrets' names from the last. */
    public record FormerPseudonymizers(List<Pseudonymizer> newestFirst) {}

    /** Beans made of the settings. */
    static class Beans {
        @Produces
        @Singleton
        SchemaRegistry registry(PlatformSettings settings) {
            return new SchemaRegistry(settings.registryUrl());
        }

        void close(@Disposes SchemaRegistry registry) {
            registry.close();
        }

        @Produces
        @Singleton
        Clock clock(PlatformSettings settings) {
            return Clock.offset(Clock.systemUTC(), settings.clockOffset());
        }

        @Produces
        @Singleton
        Pseudonymizer pseudonymizer(PlatformSettings settings) {
            return Pseudonymizer.ofBase64(
                    settings.pseudonymSecret()
                            .orElseThrow(
                                    () -> new IllegalArgumentException(
                                            "kuajie.pseudonym.secret is missing; make one with 'openssl rand -base64 32' and give all services the same.")));
        }

        @Produces
        @Singleton
        FormerPseudonymizers formerPseudonymizers(PlatformSettings settings) {
            return new FormerPseudonymizers(new TreeMap<>(settings.formerPseudonymSecrets())
                    .descendingMap().values().stream()
                            .map(Pseudonymizer::ofBase64)
                            .toList());
        }
    }
}
