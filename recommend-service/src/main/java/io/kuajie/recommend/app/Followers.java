package io.kuajie.recommend.app;

import io.kuajie.edge.FollowerHealth;
import io.kuajie.edge.Platform;
import io.kuajie.topics.Topic;
import io.kuajie.topics.TopicFollower;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.IntPredicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Topics that are followed together, each on a thread of its own. A record that a view can't take is skipped and counted. */
final class Followers implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Followers.class);

    private final Platform platform;
    private final Map<String, Object> client;
    private final FollowerHealth health;
    private final Meters meters;
    private final List<TopicFollower<?>> followers = new CopyOnWriteArrayList<>();

    /** @param client the brokers and the settings that connections to them need */
    Followers(Platform platform, Map<String, Object> client, FollowerHealth health, Meters meters) {
        this.platform = platform;
        this.client = client;
        this.health = health;
        this.meters = meters;
    }

    /** As below, all of the topic. @param progress is told what is in the view */
    <V extends SpecificRecord> void followAll(
            Topic<V> topic, TopicProgress progress, BiConsumer<String, @Nullable V> view) {
        followAll(topic, partition -> true, progress, view);
    }

    /** As above, of some partitions. @return what reads them */
    <V extends SpecificRecord> TopicFollower<V> followAll(
            Topic<V> topic, IntPredicate partitions, TopicProgress progress, BiConsumer<String, @Nullable V> view) {
        return follow(topic, null, platform.serdeOf(topic), partitions, progress, view);
    }

    /** Starts following. @param since reads what the brokers have of this moment and later only; null for all of it */
    <V extends SpecificRecord> void follow(
            Topic<V> topic, @Nullable Instant since, BiConsumer<String, @Nullable V> view) {
        follow(topic, since, platform.serdeOf(topic), view);
    }

    /** As above. @param values reads the records */
    <V extends SpecificRecord> void follow(
            Topic<V> topic, @Nullable Instant since, Deserializer<V> values, BiConsumer<String, @Nullable V> view) {
        follow(topic, since, values, partition -> true, new TopicProgress(topic.name()), view);
    }

    private <V extends SpecificRecord> TopicFollower<V> follow(
            Topic<V> topic,
            @Nullable Instant since,
            Deserializer<V> values,
            IntPredicate partitions,
            TopicProgress progress,
            BiConsumer<String, @Nullable V> view) {
        TopicFollower<V> follower = new TopicFollower<>(
                client,
                platform.nameOf(topic),
                values,
                (key, value, partition, offset) -> {
                    try {
                        view.accept(key, value);
                    } catch (RuntimeException e) {
                        // One bad record must not end the view. Its key may be somebody's, so the place is logged
                        // instead.
                        LOG.errorf(e, "Skipping the record at %s offset %d", partition, offset);
                        meters.skipped(topic);
                    }
                    progress.note(partition.partition(), offset);
                },
                since,
                partitions);
        followers.add(follower);
        health.watch(topic.name(), follower);
        return follower;
    }

    /** Whether there are some, and everything that stood in their topics at the start has been read. */
    boolean areCaughtUp() {
        // Every list asks.
        for (TopicFollower<?> follower : followers) {
            if (!follower.isCaughtUp()) {
                return false;
            }
        }
        return !followers.isEmpty();
    }

    /** Since when one of them hears nothing of the brokers; empty if all do. */
    Optional<Instant> silentSince() {
        Instant earliest = null;
        for (TopicFollower<?> follower : followers) {
            Instant since = follower.silentSince().orElse(null);
            if (since != null && (earliest == null || since.isBefore(earliest))) {
                earliest = since;
            }
        }
        return Optional.ofNullable(earliest);
    }

    @Override
    public void close() {
        followers.forEach(TopicFollower::close);
    }
}
