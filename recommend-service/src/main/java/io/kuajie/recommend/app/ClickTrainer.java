package io.kuajie.recommend.app;

import io.kuajie.recommend.domain.clicks.ClickLearner;
import io.kuajie.recommend.domain.clicks.ClickLearner.Verdict;
import io.kuajie.recommend.domain.clicks.ClickRanker;
import io.kuajie.recommend.domain.clicks.ClickRankers;
import io.kuajie.recommend.domain.feedback.Feedback;
import io.kuajie.recommend.domain.items.Items;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Lets the model of clicks learn every so often, on one thread of low priority, and puts it to use as long as it is better than the
 * candidate score. It lives in memory; after a start it learns from the lists that are read again.
 */
@ApplicationScoped
class ClickTrainer {
    private static final Logger LOG = Logger.getLogger(ClickTrainer.class);
    private static final long SEED = 1;

    private final Feedback feedback;
    private final ClickRankers rankers;
    private final RecommendSettings settings;
    private final Clock clock;
    private final ClickLearner learner;
    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(task -> Thread.ofPlatform()
                    .daemon()
                    .name("click-trainer")
                    .priority(Thread.MIN_PRIORITY)
                    .unstarted(task));

    ClickTrainer(Feedback feedback, ClickRankers rankers, Items items, RecommendSettings settings, Clock clock) {
        this.feedback = feedback;
        this.rankers = rankers;
        this.settings = settings;
        this.clock = clock;
        this.learner = new ClickLearner(items, SEED);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Failures are caught inside.
    void start(@Observes StartupEvent event) {
        long every = settings.clicksEvery().toMillis();
        if (every > 0) {
            executor.scheduleWithFixedDelay(this::trainAndTell, every, every, TimeUnit.MILLISECONDS);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        executor.shutdownNow();
    }

    /** Learns now. */
    synchronized String train() {
        Instant now = clock.instant();
        Instant until = now.minus(settings.clicksAfter());
        learner.learn(feedback.shown(learner.learntUntil(), until), until);
        return switch (learner.judge("clicks-" + now.toEpochMilli())) {
            case Verdict.Accepted(ClickRanker ranker) -> {
                rankers.use(ranker);
                yield "model %s predicts clicks".formatted(ranker.id());
            }
            case Verdict.Refused(String reason) -> {
                rankers.use(null);
                yield "no model predicts clicks: " + reason;
            }
        };
    }

    private void trainAndTell() {
        try {
            LOG.debugf("Learning clicks: %s", train());
        } catch (RuntimeException e) {
            // Serving goes on with the model in use, and the next round tries again.
            LOG.error("Learning clicks failed", e);
        }
    }
}
