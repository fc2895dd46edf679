package io.kuajie.profile.app;

import io.kuajie.edge.KeyRing;
import io.kuajie.edge.Platform;
import io.kuajie.events.LeafSnapshot;
import io.kuajie.kernel.HalfLife;
import io.kuajie.profile.topology.ProfileRules;
import io.kuajie.profile.topology.ProfileSerdes;
import io.kuajie.profile.topology.ProfileTopology;
import io.kuajie.serde.AvroSerde;
import io.kuajie.topics.TopicCatalog;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jboss.logging.Logger;

/**
 * The life of the streams: they start when the cluster models are known (labels would be lost otherwise), replace a thread that
 * fails, and leave their group on a clean stop unless they have a lasting name.
 */
@ApplicationScoped
public class ProfileStreams {
    private static final Logger LOG = Logger.getLogger(ProfileStreams.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final ClusterBook book;
    private final ProfileSettings settings;
    private final KafkaStreams streams;
    private final KafkaStreamsMetrics metrics;

    public ProfileStreams(
            Platform platform, ProfileSettings settings, KeyRing keys, ClusterBook book, MeterRegistry meters) {
        this.book = book;
        this.settings = settings;
        Consumer<String> skipped = reason ->
                meters.counter("kuajie.profile.skipped", "reason", reason).increment();
        var topology = new ProfileTopology(platform.prefix(), serdes(platform), rules(settings, keys, book, skipped));
        streams = new KafkaStreams(topology.get(), StreamsConfiguration.of(platform, settings.streams(), skipped));
        streams.setUncaughtExceptionHandler(failure -> {
            LOG.error("A stream thread failed and is replaced", failure);
            meters.counter("kuajie.profile.threads.replaced").increment();
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        metrics = new KafkaStreamsMetrics(streams);
        metrics.bindTo(meters);
    }

    void start(@Observes StartupEvent event) {
        book.caughtUp().thenRun(streams::start).exceptionally(failure -> {
            LOG.error("The streams can't start", failure);
            return null;
        });
    }

    void stop(@Observes ShutdownEvent event) {
        var membership = settings.streams().instanceId().isPresent()
                ? GroupMembershipOperation.REMAIN_IN_GROUP
                : GroupMembershipOperation.LEAVE_GROUP;
        streams.close(CloseOptions.timeout(STOP_LIMIT).withGroupMembershipOperation(membership));
        metrics.close();
    }

    /** For queries; they fail while the streams are not running. */
    KafkaStreams streams() {
        return streams;
    }

    /** Whether every partition is assigned and restored. */
    public boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    private static ProfileSerdes serdes(Platform platform) {
        return new ProfileSerdes(
                platform.serdeOf(TopicCatalog.BEHAVIOR_CLEAN),
                platform.serdeOf(TopicCatalog.IDENTITY_LINKS),
                AvroSerde.of(platform.registry(), LeafSnapshot.class),
                platform.serdeOf(TopicCatalog.PROFILE_STATE));
    }

    private static ProfileRules rules(
            ProfileSettings settings, KeyRing keys, ClusterBook book, Consumer<String> skipped) {
        return new ProfileRules(
                new HalfLife(settings.profile().halfLife()),
                book::active,
                keys::domainOf,
                skipped,
                settings.profile().relabelling().pause(),
                settings.profile().relabelling().batch());
    }
}
