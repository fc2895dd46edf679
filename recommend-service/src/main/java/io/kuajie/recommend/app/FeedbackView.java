package io.kuajie.recommend.app;

import io.kuajie.edge.FollowerHealth;
import io.kuajie.edge.Platform;
import io.kuajie.recommend.domain.feedback.Feedback;
import io.kuajie.recommend.domain.items.Items;
import io.kuajie.topics.Topic;
import io.kuajie.topics.TopicCatalog;
import io.kuajie.topics.TopicFollower;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.jboss.logging.Logger;

/** Follows what was served by any instance, and the events that name it, from some time before the start on. */
@ApplicationScoped
class FeedbackView {
    private static final Logger LOG = Logger.getLogger(FeedbackView.class);

    private final Platform platform;
    private final FollowerHealth health;
    private final Meters meters;
    private final RecommendSettings settings;
    private final Clock clock;
    private final Feedback feedback;
    private final FeedbackMapper mapper;
    private final List<TopicFollower<?>> followers = new CopyOnWriteArrayList<>();

    FeedbackView(
            Platform platform,
            FollowerHealth health,
            Meters meters,
            RecommendSettings settings,
            Clock clock,
            Items items,
            Feedback feedback) {
        this.platform = platform;
        this.health = health;
        this.meters = meters;
        this.settings = settings;
        this.clock = clock;
        this.feedback = feedback;
        this.mapper = new FeedbackMapper(items);
    }

    void start(@Observes StartupEvent event) {
        Instant since = clock.instant().minus(settings.feedbackWindow());
        follow(TopicCatalog.RECOMMEND_SERVED, since, served -> feedback.serve(mapper.list(served)));
        follow(
                TopicCatalog.BEHAVIOR_CLEAN,
                since,
                behavior -> mapper.sign(behavior).ifPresent(feedback::tell));
    }

    void stop(@Observes ShutdownEvent event) {
        followers.forEach(TopicFollower::close);
    }

    private <V extends SpecificRecord> void follow(Topic<V> topic, Instant since, Consumer<V> view) {
        TopicFollower<V> follower = new TopicFollower<>(
                platform.kafka(),
                platform.nameOf(topic),
                platform.serdeOf(topic),
                (key, value, partition, offset) -> {
                    try {
                        if (value != null) {
                            view.accept(value);
                        }
                    } catch (RuntimeException e) {
                        // One bad record must not end the view.
                        LOG.errorf(e, "Skipping the record at %s offset %d", partition, offset);
                        meters.skipped(topic);
                    }
                },
                since);
        followers.add(follower);
        health.watch(topic.name(), follower);
    }
}
