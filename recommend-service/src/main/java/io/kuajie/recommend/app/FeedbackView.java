package io.kuajie.recommend.app;

import io.kuajie.edge.FollowerHealth;
import io.kuajie.edge.Platform;
import io.kuajie.events.Served;
import io.kuajie.recommend.domain.feedback.Feedback;
import io.kuajie.recommend.domain.items.Items;
import io.kuajie.serde.AvroSerde;
import io.kuajie.topics.TopicCatalog;
import io.kuajie.topics.TopicFollower;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;

/** Follows what was served by any instance, and the events that name it, from some time before the start on. */
@ApplicationScoped
class FeedbackView {
    private final Platform platform;
    private final RecommendSettings settings;
    private final Clock clock;
    private final Feedback feedback;
    private final FeedbackMapper mapper;
    private final Followers followers;

    FeedbackView(
            Platform platform,
            FollowerHealth health,
            Meters meters,
            RecommendSettings settings,
            Clock clock,
            Items items,
            Feedback feedback) {
        this.platform = platform;
        this.settings = settings;
        this.clock = clock;
        this.feedback = feedback;
        this.mapper = new FeedbackMapper(items);
        this.followers = new Followers(platform, TopicFollower.unhurried(platform.kafka()), health, meters);
    }

    void start(@Observes StartupEvent event) {
        Instant since = clock.instant().minus(settings.feedbackWindow());
        AvroSerde<Served> whole = platform.serdeOf(TopicCatalog.RECOMMEND_SERVED);
        ServedGlance lists = new ServedGlance(whole, whole::startOfOwn, feedback::knows);
        followers.follow(TopicCatalog.RECOMMEND_SERVED, since, lists, (key, served) -> {
            if (served != null) {
                feedback.serve(mapper.list(served));
            }
        });
        followers.follow(TopicCatalog.BEHAVIOR_CLEAN, since, (key, behavior) -> {
            if (behavior != null) {
                mapper.sign(behavior).ifPresent(feedback::tell);
            }
        });
    }

    void stop(@Observes ShutdownEvent event) {
        followers.close();
    }
}
