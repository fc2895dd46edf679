package io.kuajie.recommend.app;

import io.kuajie.kernel.Domain;
import io.kuajie.recommend.domain.algebra.Workers;
import io.kuajie.recommend.domain.evaluation.Effort;
import io.kuajie.recommend.domain.items.Items;
import io.kuajie.recommend.domain.live.Gate;
import io.kuajie.recommend.domain.live.Learner;
import io.kuajie.recommend.domain.live.Learner.Outcome;
import io.kuajie.recommend.domain.live.LiveModel;
import io.kuajie.recommend.domain.live.LiveModels;
import io.kuajie.recommend.domain.live.Snapshot;
import io.kuajie.recommend.domain.people.Population;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Learns a model anew every so often, on one thread in the background of serving, and puts it to use if it passes. The models
 * live in the memory of this instance, and in a folder for its next start; their manifests stand in the topic, so that every
 * served list's model can be looked up.
 */
@ApplicationScoped
class Trainer {
    private static final Logger LOG = Logger.getLogger(Trainer.class);
    private static final long SEED = 1;
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration RESTORE_CHECK = Duration.ofMillis(500);

    private final Manifests manifests;
    private final Clock clock;
    private final Views views;
    private final Items items;
    private final Population population;
    private final LiveModels models;
    private final ModelStore store;
    private final Meters meters;
    private final RecommendSettings settings;
    private Instant searchAt = Instant.EPOCH;
    private final TrainingThread thread = new TrainingThread("trainer");

    Trainer(
            Manifests manifests,
            Clock clock,
            Views views,
            Items items,
            Population population,
            LiveModels models,
            ModelStore store,
            Meters meters,
            RecommendSettings settings) {
        this.manifests = manifests;
        this.clock = clock;
        this.views = views;
        this.items = items;
        this.population = population;
        this.models = models;
        this.store = store;
        this.meters = meters;
        this.settings = settings;
    }

    void start(@Observes StartupEvent event) {
        thread.after(RESTORE_CHECK, this::restoreOnceComplete);
        Duration every = settings.trainEvery();
        thread.repeat(every.compareTo(FIRST) < 0 ? every : FIRST, every, this::trainAndTell);
    }

    void stop(@Observes ShutdownEvent event) {
        thread.close();
    }

    /** Models know items by their keys, so the catalogue must have been read. */
    private void restoreOnceComplete() {
        if (!views.areComplete()) {
            thread.after(RESTORE_CHECK, this::restoreOnceComplete);
            return;
        }
        try {
            store.restore(models);
            searchAt = clock.instant().plus(settings.trainSearchEvery());
        } catch (RuntimeException e) {
            LOG.error("The learnt models could not be restored", e);
        }
    }

    /** Learns now, after whatever is being learnt. @return what came of it, in words */
    String train() throws IOException {
        return thread.call(this::trained);
    }

    /** Puts a model to use that was learnt elsewhere and lies in the folder, if it passes. */
    Outcome take(String name) throws IOException {
        return thread.call(() -> taken(name));
    }

    /** Goes back to the model before. @return it; null for none */
    @Nullable
    LiveModel rollBack() throws IOException {
        return thread.call(() -> {
            LiveModel now = models.rollBack();
            store.keep(models);
            return now;
        });
    }

    private String trained() {
        long start = System.nanoTime();
        Outcome outcome = learnt();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return switch (outcome) {
            case Outcome.Accepted(LiveModel learnt) -> {
                LiveModel model = store.offHeap(learnt);
                models.use(model);
                meters.trained("accepted", took);
                manifests.publish(model, store.keep(models));
                yield "model %s is in use".formatted(model.id());
            }
            case Outcome.Refused(String reason) -> {
                meters.trained("refused", took);
                yield "no new model: " + reason;
            }
        };
    }

    private Outcome learnt() {
        if (!views.areComplete()) {
            return new Outcome.Refused("the topics are still being read");
        }
        Snapshot snapshot = Snapshot.of(population.people(), items.size(), settings.trainMostPeople(), this::domainOf);
        if (snapshot.data().people() < settings.trainLeastPeople()) {
            return new Outcome.Refused("%d people have two items or more, and %d must"
                    .formatted(snapshot.data().people(), settings.trainLeastPeople()));
        }
        Instant now = clock.instant();
        boolean isSearching = models.current() == null || !now.isBefore(searchAt);
        try (Workers workers = Workers.of(1)) {
            Effort effort = Effort.within(Runtime.getRuntime().maxMemory());
            Outcome outcome = new Learner(workers, SEED, effort, line -> LOG.debugf("Training: %s", line))
                    .learn(snapshot, "auto-" + now.toEpochMilli(), now, models.current(), isSearching);
            if (isSearching) {
                searchAt = now.plus(settings.trainSearchEvery());
            }
            return outcome;
        }
    }

    private @Nullable String domainOf(int item) {
        Domain domain = items.at(item).domain();
        return domain == null ? null : domain.value();
    }

    private Outcome taken(String name) throws IOException {
        LiveModel model = store.read(name);
        Outcome outcome = Gate.against(models.current(), model);
        if (outcome instanceof Outcome.Accepted) {
            models.use(model);
            manifests.publish(model, store.keep(models));
        } else {
            model.close();
        }
        return outcome;
    }

    private void trainAndTell() {
        try {
            LOG.infof("Training: %s", trained());
        } catch (RuntimeException e) {
            // Serving goes on with the model in use, and the next round tries again.
            LOG.error("Training failed", e);
        }
    }
}
