package io.kuajie.profile.app;

import io.kuajie.edge.FollowerHealth;
import io.kuajie.edge.Platform;
import io.kuajie.events.Consent;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.Purpose;
import io.kuajie.profile.topology.Refusals;
import io.kuajie.topics.TopicCatalog;
import io.kuajie.topics.TopicFollower;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What people said about analytics. Of several words on a leaf the latest given holds, in whatever order they are read. */
@Singleton
public class RefusalBook implements Refusals {
    private static final String GRANTED = "GRANTED";

    private final Map<LeafKey, Instant> saidAt = new HashMap<>();
    private final Set<LeafKey> refused = ConcurrentHashMap.newKeySet();
    private final List<LeafKey> changed = new ArrayList<>();
    private final TopicFollower<Consent> follower;

    public RefusalBook(Platform platform, FollowerHealth health) {
        String topic = platform.nameOf(TopicCatalog.PRIVACY_CONSENTS);
        follower = new TopicFollower<>(
                platform.kafka(), topic, platform.serdeOf(TopicCatalog.PRIVACY_CONSENTS), this::take);
        health.watch(topic, follower);
    }

    @Override
    public boolean isRefused(LeafKey leaf) {
        return !refused.isEmpty() && refused.contains(leaf);
    }

    @Override
    public List<LeafKey> changed(int first, int most) {
        synchronized (changed) {
            return List.copyOf(changed.subList(first, Math.min(changed.size(), first + most)));
        }
    }

    CompletableFuture<Void> caughtUp() {
        return follower.caughtUp();
    }

    @PreDestroy
    void close() {
        follower.close();
    }

    private void take(String key, @Nullable Consent value, TopicPartition partition, long offset) {
        String[] parts = key.split("\\|", -1);
        if (parts.length < 2 || !parts[1].equals(Purpose.ANALYTICS.wireName())) {
            return;
        }
        LeafKey leaf = LeafKey.parse(parts[0]);
        if (value == null) {
            saidAt.remove(leaf);
            note(leaf, false);
        } else if (!value.getGivenAt().isBefore(saidAt.getOrDefault(leaf, Instant.MIN))) {
            saidAt.put(leaf, value.getGivenAt());
            note(leaf, !value.getStatus().equals(GRANTED));
        }
    }

    private void note(LeafKey leaf, boolean isRefused) {
        boolean isNews = isRefused ? refused.add(leaf) : refused.remove(leaf);
        if (isNews) {
            synchronized (changed) {
                changed.add(leaf);
            }
        }
    }
}
