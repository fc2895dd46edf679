package io.kuajie.ingest.app.identity;

import io.kuajie.edge.Platform;
import io.kuajie.ingest.app.IngestSettings;
import io.kuajie.ingest.topology.CleaningSetup;
import io.kuajie.ingest.topology.identity.IdentityTopology;
import io.kuajie.topics.TopicCatalog;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Works out who is who for as long as the service lives; of several instances, one does it. Exactly once, by transactions: state and
 * links are written together or not at all, and a tenth of a second more doesn't matter here.
 */
@ApplicationScoped
public class IdentityStreams {
    private static final Logger LOG = Logger.getLogger(IdentityStreams.class);
    private static final String APPLICATION = "ingest-identity";
    private static final Duration CLOSING = Duration.ofSeconds(10);
    private static final Duration BEFORE_REPLACEMENT = Duration.ofSeconds(1);
    private static final long COMMIT_MILLIS = 100;

    private final boolean isEnabled;
    private final KafkaStreams streams;

    IdentityStreams(Platform platform, IngestSettings settings) {
        isEnabled = settings.ingest().identity().enabled();
        var records = new IdentityTopology.Records(
                platform.serdeOf(TopicCatalog.IDENTITY_CLAIMS),
                platform.serdeOf(TopicCatalog.PRIVACY_CONSENTS),
                platform.serdeOf(TopicCatalog.PRIVACY_ERASURES),
                platform.serdeOf(TopicCatalog.IDENTITY_LINKS));
        streams = new KafkaStreams(
                new IdentityTopology(platform.prefix(), records).get(), properties(platform, settings.streams()));
        streams.setUncaughtExceptionHandler(IdentityStreams::replaceThread);
    }

    private static Properties properties(Platform platform, IngestSettings.Streams settings) {
        var told = new CleaningSetup.Settings(
                settings.stateDir(),
                1,
                Duration.ofMillis(COMMIT_MILLIS),
                settings.instanceId().orElse(null),
                settings.memoryBytes(),
                settings.rewriteAfter());
        Properties properties = CleaningSetup.properties(platform.kafka(), platform.prefix(), told);
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, platform.prefix() + APPLICATION);
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        // Streams ends a transaction that takes longer than its own time-out, and begins again.
        properties.remove(StreamsConfig.producerPrefix(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG));
        // Change logs keep what was deleted no longer than our own compacted topics; by default they may for ever.
        TopicCatalog.IDENTITY_LINKS.settings().forEach((name, value) -> {
            if (!name.equals(TopicConfig.CLEANUP_POLICY_CONFIG)) {
                properties.put(StreamsConfig.topicPrefix(name), value);
            }
        });
        return properties;
    }

    void start(@Observes StartupEvent event) {
        if (isEnabled) {
            streams.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        streams.close(CLOSING);
    }

    /** What is kept of a leaf. @throws RuntimeException where another instance keeps it, or nobody at present */
    byte @Nullable [] node(String key) {
        return streams.store(StoreQueryParameters.fromNameAndType(
                        IdentityTopology.NODES, QueryableStoreTypes.<String, byte[]>keyValueStore()))
                .get(key);
    }

    @Produces
    @Liveness
    @ApplicationScoped
    HealthCheck alive() {
        return () -> check("identity lives", !isEnabled || !streams.state().hasCompletedShutdown());
    }

    @Produces
    @Wellness
    @ApplicationScoped
    HealthCheck well() {
        return () -> check("identity runs", !isEnabled || streams.state() == KafkaStreams.State.RUNNING);
    }

    private HealthCheckResponse check(String name, boolean up) {
        return HealthCheckResponse.named(name)
                .withData("state", streams.state().name())
                .status(up)
                .build();
    }

    private static StreamThreadExceptionResponse replaceThread(Throwable failure) {
        LOG.error("An identity thread failed and is replaced", failure);
        try {
            Thread.sleep(BEFORE_REPLACEMENT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
}
