package io.kuajie.profile.app;

import io.kuajie.edge.FollowerHealth;
import io.kuajie.edge.Platform;
import io.kuajie.events.Erasure;
import io.kuajie.kernel.LeafKey;
import io.kuajie.topics.TopicCatalog;
import io.kuajie.topics.TopicFollower;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Who asked to be forgotten, and when: what a replay or a rebuild must not bring back. */
@Singleton
public class ErasureBook {
    private final Map<LeafKey, Instant> erasedAt = new ConcurrentHashMap<>();
    private final TopicFollower<Erasure> follower;

    public ErasureBook(Platform platform, FollowerHealth health) {
        String topic = platform.nameOf(TopicCatalog.PRIVACY_ERASURES);
        follower = new TopicFollower<>(
                platform.kafka(), topic, platform.serdeOf(TopicCatalog.PRIVACY_ERASURES), this::take);
        health.watch(topic, follower);
    }

    /** When the leaf last asked; null for never. */
    @Nullable
    Instant erasedAt(LeafKey leaf) {
        return erasedAt.isEmpty() ? null : erasedAt.get(leaf);
    }

    CompletableFuture<Void> caughtUp() {
        return follower.caughtUp();
    }

    @PreDestroy
    void close() {
        follower.close();
    }

    private void take(String key, @Nullable Erasure value, TopicPartition partition, long offset) {
        if (value == null) {
            erasedAt.remove(LeafKey.parse(key));
        } else {
            erasedAt.put(LeafKey.parse(key), value.getRequestedAt());
        }
    }
}
