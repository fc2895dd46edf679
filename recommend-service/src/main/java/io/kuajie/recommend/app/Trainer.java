package io.kuajie.recommend.app;

import io.kuajie.edge.Platform;
import io.kuajie.events.ModelManifest;
import io.kuajie.recommend.domain.algebra.Workers;
import io.kuajie.recommend.domain.items.Items;
import io.kuajie.recommend.domain.live.Learner;
import io.kuajie.recommend.domain.live.Learner.Outcome;
import io.kuajie.recommend.domain.live.LiveModel;
import io.kuajie.recommend.domain.live.LiveModels;
import io.kuajie.recommend.domain.live.Snapshot;
import io.kuajie.recommend.domain.people.Population;
import io.kuajie.topics.TopicCatalog;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/**
 * Learns a model anew every so often, on one thread of low priority beside serving, and puts it to use if it passes. The models
 * live in the memory of this instance, and in a folder for its next start; their manifests stand in the topic, so that every
 * served list's model can be looked up.
 */
@ApplicationScoped
class Trainer {
    private static final Logger LOG = Logger.getLogger(Trainer.class);
    private static final long SEED = 1;
    private static final Duration RESTORE_CHECK = Duration.ofMillis(500);
    private static final Duration LONGEST_SEND = Duration.ofSeconds(30);

    private final Platform platform;
    private final Clock clock;
    private final Views views;
    private final Items items;
    private final Population population;
    private final LiveModels models;
    private final ModelStore store;
    private final Meters meters;
    private final RecommendSettings settings;
    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(task -> Thread.ofPlatform()
                    .daemon()
                    .name("trainer")
                    .priority(Thread.MIN_PRIORITY)
                    .unstarted(task));

    Trainer(
            Platform platform,
            Clock clock,
            Views views,
            Items items,
            Population population,
            LiveModels models,
            ModelStore store,
            Meters meters,
            RecommendSettings settings) {
        this.platform = platform;
        this.clock = clock;
        this.views = views;
        this.items = items;
        this.population = population;
        this.models = models;
        this.store = store;
        this.meters = meters;
        this.settings = settings;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Failures are caught inside.
    void start(@Observes StartupEvent event) {
        executor.schedule(this::restoreOnceComplete, RESTORE_CHECK.toMillis(), TimeUnit.MILLISECONDS);
        long every = settings.trainEvery().toMillis();
        if (every > 0) {
            executor.scheduleWithFixedDelay(this::trainAndTell, Math.min(every, 60_000), every, TimeUnit.MILLISECONDS);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        executor.shutdownNow();
    }

    /** Models know items by their keys, so the catalogue must have been read. */
    @SuppressWarnings("FutureReturnValueIgnored") // Failures are caught inside.
    private void restoreOnceComplete() {
        if (!views.areComplete()) {
            executor.schedule(this::restoreOnceComplete, RESTORE_CHECK.toMillis(), TimeUnit.MILLISECONDS);
            return;
        }
        try {
            synchronized (this) {
                store.restore(models);
            }
        } catch (RuntimeException e) {
            LOG.error("The learnt models could not be restored", e);
        }
    }

    /** Learns now, after whatever is being learnt. */
    String train() {
        synchronized (this) {
            long start = System.nanoTime();
            Outcome outcome = learnt();
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            return switch (outcome) {
                case Outcome.Accepted(LiveModel model) -> {
                    models.use(model);
                    meters.trained("accepted", took);
                    publish(model, store.keep(models));
                    yield "model %s is in use".formatted(model.id());
                }
                case Outcome.Refused(String reason) -> {
                    meters.trained("refused", took);
                    yield "no new model: " + reason;
                }
            };
        }
    }

    private Outcome learnt() {
        if (!views.areComplete()) {
            return new Outcome.Refused("the topics are still being read");
        }
        Snapshot snapshot = Snapshot.of(population.people(), items.size(), settings.trainMostPeople());
        if (snapshot.data().people() < settings.trainLeastPeople()) {
            return new Outcome.Refused("%d people have two items or more, and %d must"
                    .formatted(snapshot.data().people(), settings.trainLeastPeople()));
        }
        Instant now = clock.instant();
        try (Workers workers = Workers.background(1)) {
            return new Learner(workers, SEED).learn(snapshot, "als-" + now.toEpochMilli(), now, models.current());
        }
    }

    private void trainAndTell() {
        try {
            LOG.infof("Training: %s", train());
        } catch (RuntimeException e) {
            // Serving goes on with the model in use, and the next round tries again.
            LOG.error("Training failed", e);
        }
    }

    private void publish(LiveModel model, ModelStore.Stored stored) {
        Map<String, Object> client = platform.kafka();
        client.put(ProducerConfig.ACKS_CONFIG, "all");
        client.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) LONGEST_SEND.toMillis());
        client.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) LONGEST_SEND.toMillis() / 2);
        String topic = platform.nameOf(TopicCatalog.RECOMMEND_MODELS);
        try (KafkaProducer<String, ModelManifest> producer =
                new KafkaProducer<>(client, new StringSerializer(), platform.serdeOf(TopicCatalog.RECOMMEND_MODELS))) {
            ModelManifest manifest = manifest(model, stored);
            var first = producer.send(new ProducerRecord<>(topic, model.id(), manifest));
            var second = producer.send(new ProducerRecord<>(topic, TopicCatalog.ACTIVE, manifest));
            producer.flush();
            LOG.debugf("Manifests written: %s %s", first.isDone(), second.isDone());
        } catch (KafkaException e) {
            LOG.warnf("The manifest of model %s was not written: %s", model.id(), e.toString());
        }
    }

    private static ModelManifest manifest(LiveModel model, ModelStore.Stored stored) {
        return ModelManifest.newBuilder()
                .setModel(model.id())
                .setKind("als")
                .setLocation(stored.location())
                .setSizeBytes(model.sizeBytes())
                .setSha256(stored.sha256())
                .setSettings(Map.of("als", model.settings(), "weight", Double.toString(model.weight())))
                .setMetrics(Map.of(
                        "quality",
                        model.quality(),
                        "baseline",
                        model.baseline(),
                        "people",
                        (double) model.people(),
                        "interactions",
                        (double) model.interactions()))
                .setDataFrom(Instant.EPOCH)
                .setDataUntil(model.learntAt())
                .setTrainedAt(model.learntAt())
                .build();
    }
}
