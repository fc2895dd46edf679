package io.kuajie.recommend.app;

import io.kuajie.recommend.domain.clicks.OrderLearner;
import io.kuajie.recommend.domain.clicks.OrderLearner.Verdict;
import io.kuajie.recommend.domain.clicks.OrderRanker;
import io.kuajie.recommend.domain.clicks.OrderRankers;
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
import org.jspecify.annotations.Nullable;

/**
 * Lets the model of orders learn every so often, as {@link ClickTrainer} does with that of clicks, from lists that have waited for
 * their orders long enough.
 */
@ApplicationScoped
class OrderTrainer {
    private static final Logger LOG = Logger.getLogger(OrderTrainer.class);
    private static final long SEED = 1;

    private final Feedback feedback;
    private final OrderRankers rankers;
    private final RecommendSettings settings;
    private final Clock clock;
    private final Items items;
    private final TrainingThread thread = new TrainingThread("order-trainer");
    /** Made when it is needed, since a start is too early for its memory. */
    private @Nullable OrderLearner known;

    OrderTrainer(Feedback feedback, OrderRankers rankers, Items items, RecommendSettings settings, Clock clock) {
        this.feedback = feedback;
        this.rankers = rankers;
        this.settings = settings;
        this.clock = clock;
        this.items = items;
    }

    void start(@Observes StartupEvent event) {
        thread.repeat(settings.ordersEvery(), settings.ordersEvery(), this::trainAndTell);
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
        Instant until = now.minus(settings.ordersAfter());
        OrderLearner learner = learner();
        learner.learn(feedback.shown(learner.learntUntil(), until), until);
        return switch (learner.judge("orders-" + now.toEpochMilli())) {
            case Verdict.Accepted(OrderRanker ranker) -> {
                rankers.use(ranker);
                yield "model %s predicts orders".formatted(ranker.id());
            }
            case Verdict.Refused(String reason) -> {
                rankers.use(null);
                yield "no model predicts orders: " + reason + tooFew(until);
            }
        };
    }

    private OrderLearner learner() {
        OrderLearner learner = known == null ? new OrderLearner(items, SEED) : known;
        known = learner;
        return learner;
    }

    /** Where lists are dropped before they have waited long enough, nothing is ever learnt. */
    private String tooFew(Instant until) {
        return feedback.since()
                .filter(since -> since.isAfter(until))
                .map(since ->
                        "; lists wait %s for their orders, and the first that is kept is of %s: unless the service has just started, raise kuajie.recommend.feedback.most-lists"
                                .formatted(settings.ordersAfter(), since))
                .orElse("");
    }

    private void trainAndTell() {
        try {
            LOG.debugf("Learning orders: %s", trained());
        } catch (RuntimeException e) {
            // Serving goes on with the model in use, and the next round tries again.
            LOG.error("Learning orders failed", e);
        }
    }
}
