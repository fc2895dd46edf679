package io.kuajie.recommend.app;

import io.kuajie.kernel.Domain;
import io.kuajie.recommend.domain.content.Likenesses;
import io.kuajie.recommend.domain.items.Items;
import io.kuajie.recommend.domain.live.Gate;
import io.kuajie.recommend.domain.live.Learner.Outcome;
import io.kuajie.recommend.domain.live.LiveModel;
import io.kuajie.recommend.domain.live.LiveModels;
import io.kuajie.recommend.domain.live.ModelMemory;
import io.kuajie.recommend.domain.live.Snapshot;
import io.kuajie.recommend.domain.live.Snapshot.Row;
import io.kuajie.recommend.domain.people.Population;
import io.kuajie.recommend.domain.topics.Texts;
import io.kuajie.recommend.domain.topics.Topics;
import io.kuajie.recommend.training.LearningProcess;
import io.kuajie.recommend.training.Lesson.Order;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Has a model learnt anew every so often, by a process in the background of serving, and puts it to use if it passes. One
 * thread waits for what is being learnt; another changes which model is in use, so that going back does not wait for that. The models
 * live in the memory of this instance, and in a folder for its next start; their manifests stand in the topic, so that every
 * served list's model can be looked up.
 */
@ApplicationScoped
class Trainer {
    private static final Logger LOG = Logger.getLogger(Trainer.class);
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration RESTORE_CHECK = Duration.ofMillis(500);

    private final Manifests manifests;
    private final Clock clock;
    private final Views views;
    private final Items items;
    private final Population population;
    private final Likenesses likenesses;
    private final LiveModels models;
    private final ModelStore store;
    private final Meters meters;
    private final RecommendSettings settings;
    private final TrainingThread thread = new TrainingThread("trainer");
    /** All that changes the model in use happens there. */
    private final TrainingThread desk = new TrainingThread("models");

    private final LearningProcess learning;
    private volatile Instant searchAt = Instant.EPOCH;
    private volatile boolean isRestored;

    Trainer(
            Manifests manifests,
            Clock clock,
            Views views,
            Items items,
            Population population,
            Likenesses likenesses,
            LiveModels models,
            ModelStore store,
            Meters meters,
            RecommendSettings settings,
            ModelMemory memory) {
        this.manifests = manifests;
        this.clock = clock;
        this.views = views;
        this.items = items;
        this.population = population;
        this.likenesses = likenesses;
        this.models = models;
        this.store = store;
        this.meters = meters;
        this.settings = settings;
        this.learning = new LearningProcess(settings.trainMemoryBytes(), settings.trainLimit(), memory);
    }

    void start(@Observes StartupEvent event) {
        desk.after(RESTORE_CHECK, this::restoreOnceComplete);
        Duration every = settings.trainEvery();
        thread.repeat(every.compareTo(FIRST) < 0 ? every : FIRST, every, this::trainAndTell);
    }

    void stop(@Observes ShutdownEvent event) {
        thread.close();
        learning.close();
        desk.close();
    }

    /** Models know items by their keys, so the catalogue must have been read. */
    private void restoreOnceComplete() {
        if (!views.areComplete()) {
            desk.after(RESTORE_CHECK, this::restoreOnceComplete);
            return;
        }
        try {
            store.restore(models);
            searchAt = clock.instant().plus(settings.trainSearchEvery());
        } catch (RuntimeException e) {
            LOG.error("The learnt models could not be restored", e);
        } finally {
            isRestored = true;
        }
    }

    /** Learns now, after whatever is being learnt. @return what came of it, in words */
    String train() throws IOException {
        try {
            return thread.call(this::trained);
        } catch (LearningProcess.ClosedException e) {
            throw TrainingThread.stopping();
        }
    }

    /** Puts a model to use that was learnt elsewhere and lies in the folder, if it passes. */
    Outcome take(String name) throws IOException {
        return desk.call(() -> taken(name));
    }

    /** Goes back to the model before, whatever is being learnt. @return it; null for none */
    @Nullable
    LiveModel rollBack() throws IOException {
        return desk.call(() -> {
            LiveModel now = models.rollBack();
            store.keep(models);
            return now;
        });
    }

    private String trained() throws IOException {
        long start = System.nanoTime();
        String outcome = "failed";
        try {
            return switch (learnt()) {
                case Outcome.Accepted(LiveModel model) -> {
                    outcome = "accepted";
                    yield "model %s is in use".formatted(model.id());
                }
                case Outcome.Refused(String reason) -> {
                    outcome = "refused";
                    yield "no new model: " + reason;
                }
            };
        } catch (LearningProcess.ClosedException e) {
            outcome = "stopped";
            throw e;
        } finally {
            meters.trained(outcome, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private Outcome learnt() throws IOException {
        // What is restored first is what the new one is held against, and what settings are taken from.
        if (!views.areComplete() || !isRestored) {
            return new Outcome.Refused("the topics are still being read");
        }
        int known = items.size();
        long people = rows(known).limit(settings.trainLeastPeople()).count();
        if (people < settings.trainLeastPeople()) {
            return new Outcome.Refused(
                    "%d people have two items or more, and %d must".formatted(people, settings.trainLeastPeople()));
        }
        Instant now = clock.instant();
        LiveModel former = models.current();
        boolean isSearching = former == null || !now.isBefore(searchAt);
        Order order =
                new Order("auto-" + now.toEpochMilli(), now, former == null ? null : former.outline(), isSearching);
        // Topics don't change as fast as what people like, and as long as they are the same no item need be folded in
        // anew.
        boolean isLearningTopics = isSearching || former == null || former.topics() == null;
        Outcome outcome = learning.learn(
                order,
                isLearningTopics ? Texts.of(likenesses, dealings(known)) : Texts.NONE,
                known,
                this::domainOf,
                rows(known).limit(settings.trainMostPeople()).iterator(),
                note -> LOG.debugf("Training: %s", note));
        if (isSearching) {
            searchAt = now.plus(settings.trainSearchEvery());
        }
        return outcome instanceof Outcome.Accepted(LiveModel model)
                ? desk.call(() -> used(model, former, !isLearningTopics))
                : outcome;
    }

    /** By item, how many of the people who are learnt from dealt with it. */
    private IntUnaryOperator dealings(int known) {
        int[] dealings = new int[known];
        rows(known)
                .limit(settings.trainMostPeople())
                .forEach(row -> IntStream.of(row.items()).forEach(item -> dealings[item]++));
        return item -> item < known ? dealings[item] : 0;
    }

    private Stream<Row> rows(int known) {
        return Snapshot.rows(population.people(), known);
    }

    private @Nullable String domainOf(int item) {
        Domain domain = items.at(item).domain();
        return domain == null ? null : domain.value();
    }

    private Outcome taken(String name) throws IOException {
        return used(store.read(name), null, true);
    }

    /**
     * @param rival whom the model has been held against already; null for nobody
     * @param keepsTopics whether it goes on with the topics in use where it has none, because it was learnt without texts
     */
    private Outcome used(LiveModel learnt, @Nullable LiveModel rival, boolean keepsTopics) {
        LiveModel current = models.current();
        Topics kept = keepsTopics && learnt.topics() == null && current != null ? current.topics() : null;
        LiveModel model = kept == null ? learnt : learnt.with(kept);
        boolean isJudged = rival != null && rival == current;
        Outcome outcome = isJudged ? new Outcome.Accepted(model) : Gate.against(current, model);
        if (outcome instanceof Outcome.Accepted) {
            models.use(model);
            if (kept != null) {
                store.forget(model.id());
            }
            manifests.publish(model, store.keep(models));
        } else {
            model.close();
        }
        return outcome;
    }

    private void trainAndTell() {
        try {
            LOG.infof("Training: %s", trained());
        } catch (LearningProcess.ClosedException e) {
            LOG.infof("Training: %s", e.getMessage());
        } catch (IOException | RuntimeException e) {
            // Serving goes on with the model in use, and the next round tries again.
            LOG.error("Training failed", e);
        }
    }
}
