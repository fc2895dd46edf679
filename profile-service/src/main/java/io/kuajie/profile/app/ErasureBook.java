package io.kuajie.profile.app;

import io.kuajie.edge.FollowerHealth;
import io.kuajie.edge.Platform;
import io.kuajie.events.Erasure;
import io.kuajie.kernel.LeafKey;
import io.kuajie.profile.topology.Erasures;
import io.kuajie.topics.TopicCatalog;
import io.kuajie.topics.TopicFollower;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Who asked to be forgotten, and when: what a replay or a rebuild must not bring back. */
@Singleton
public class ErasureBook implements Erasures {
    private final Map<LeafKey, Instant> erasedAt = new ConcurrentHashMap<>();
    private final TopicFollower<Erasure> follower;

    public ErasureBook(Platform platform, FollowerHealth health) {
        String topic = platform.nameOf(TopicCatalog.PRIVACY_ERASURES);
        follower = new TopicFollower<>(
                platform.kafka(), topic, platform.serdeOf(TopicCatalog.PRIVACY_ERASURES), this::take);
        health.watch(topic, follower);
    }

    @Override
    public @Nullable Instant erasedAt(LeafKey leaf) {
        return erasedAt.isEmpty() ? null : erasedAt.get(leaf);
    }

    @Override
    public void note(LeafKey leaf, Instant demandedAt) {
        erasedAt.merge(leaf, demandedAt, (known, said) -> said.isAfter(known) ? said : known);
    }

    @Override
    public Iterator<LeafKey> leaves() {
        return erasedAt.keySet().iterator();
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
            note(LeafKey.parse(key), value.getRequestedAt());
        }
    }
}
