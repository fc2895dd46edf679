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
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Lets the model of clicks learn every so often, on one thread in the background, and puts it to use as long as it is better than the
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
    private final TrainingThread thread = new TrainingThread("click-trainer");

    ClickTrainer(Feedback feedback, ClickRankers rankers, Items items, RecommendSettings settings, Clock clock) {
        this.feedback = feedback;
        this.rankers = rankers;
        this.settings = settings;
        this.clock = clock;
        this.learner = new ClickLearner(items, SEED);
    }

    void start(@Observes StartupEvent event) {
        thread.repeat(settings.clicksEvery(), settings.clicksEvery(), this::trainAndTell);
    }

    void stop(@Observes ShutdownEvent event) {
        thread.close();
    }

    /** Learns now, after whatever is being learnt. @return what came of it, in words */
    String train() throws IOException {
        return thread.call(this::trained);
    }

    private String trained() {
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
            LOG.debugf("Learning clicks: %s", trained());
        } catch (RuntimeException e) {
            // Serving goes on with the model in use, and the next round tries again.
            LOG.error("Learning clicks failed", e);
        }
    }
}
