package io.kuajie.ingest.app.cleaning;

import io.kuajie.edge.Platform;
import io.kuajie.events.Behavior;
import io.kuajie.events.RawBehavior;
import io.kuajie.ingest.app.CleaningRules;
import io.kuajie.ingest.app.IngestMetrics;
import io.kuajie.ingest.app.IngestSettings;
import io.kuajie.ingest.app.Limits;
import io.kuajie.ingest.app.catalog.Catalog;
import io.kuajie.ingest.domain.cleaning.Completion;
import io.kuajie.ingest.topology.CleaningSetup;
import io.kuajie.ingest.topology.CleaningTopology;
import io.kuajie.topics.TopicCatalog;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jboss.logging.Logger;

/** Runs the cleaning topology for as long as the service lives. A thread that fails is replaced: nothing here may stay stopped. */
@ApplicationScoped
public class CleaningStreams {
    private static final Logger LOG = Logger.getLogger(CleaningStreams.class);
    private static final Duration CLOSING = Duration.ofSeconds(10);
    private static final Duration BEFORE_REPLACEMENT = Duration.ofSeconds(1);

    private final boolean isEnabled;
    private final Catalog catalog;
    private final KafkaStreams streams;
    private final KafkaStreamsMetrics metrics;
    private boolean isStopping;
    private volatile boolean hasBeenRunning;

    CleaningStreams(
            Platform platform,
            IngestSettings settings,
            Limits limits,
            CleaningRules rules,
            Catalog catalog,
            IngestMetrics outcomes,
            MeterRegistry meters) {
        var records = new CleaningTopology.Records(
                platform.serdeOf(TopicCatalog.BEHAVIOR_RAW),
                () -> platform.registry().idOf(RawBehavior.getClassSchema()),
                () -> platform.registry().idOf(Behavior.getClassSchema()),
                platform.serdeOf(TopicCatalog.BEHAVIOR_REJECTED));
        var topology = new CleaningTopology(
                platform.prefix(),
                records,
                rules.policies(),
                rules.normalisation(),
                new Completion(catalog::find),
                limits.dedupWindow(),
                outcomes);
        this.catalog = catalog;
        isEnabled = settings.ingest().cleaning().enabled();
        streams = new KafkaStreams(
                topology.get(),
                CleaningSetup.properties(platform.kafka(), platform.prefix(), told(settings.streams())));
        streams.setUncaughtExceptionHandler(CleaningStreams::replaceThread);
        streams.setStateListener((now, before) -> hasBeenRunning |= now == KafkaStreams.State.RUNNING);
        metrics = new KafkaStreamsMetrics(streams);
        metrics.bindTo(meters);
    }

    void start(@Observes StartupEvent event) {
        if (isEnabled) {
            // Events that come before the catalogue is known would miss what it says of their items.
            catalog.caughtUp().thenRun(this::begin);
        }
    }

    private synchronized void begin() {
        if (!isStopping) {
            streams.start();
        }
    }

    /** Whether this process cleans. */
    boolean isEnabled() {
        return isEnabled;
    }

    synchronized void stop(@Observes ShutdownEvent event) {
        isStopping = true;
        metrics.close();
        streams.close(CLOSING);
    }

    KafkaStreams.State state() {
        return streams.state();
    }

    /** Whether every partition of its own was restored once, and the streams live; partitions that move later take nothing from that. */
    boolean isServing() {
        return hasBeenRunning && state().isRunningOrRebalancing();
    }

    private static CleaningSetup.Settings told(IngestSettings.Streams settings) {
        return new CleaningSetup.Settings(
                settings.stateDir(),
                settings.threads(),
                settings.commitInterval(),
                settings.instanceId().orElse(null),
                settings.memoryBytes(),
                settings.rewriteAfter());
    }

    private static StreamThreadExceptionResponse replaceThread(Throwable failure) {
        LOG.error("A cleaning thread failed and is replaced", failure);
        try {
            Thread.sleep(BEFORE_REPLACEMENT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
}
