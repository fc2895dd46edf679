package io.kuajie.profile.app;

import io.kuajie.edge.FollowerHealth;
import io.kuajie.edge.Platform;
import io.kuajie.events.ClusterModel;
import io.kuajie.profile.domain.cluster.Clusters;
import io.kuajie.profile.topology.ClusterMapper;
import io.kuajie.topics.TopicCatalog;
import io.kuajie.topics.TopicFollower;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The cluster models of profile.clusters, and which of them is in use. */
@Singleton
public class ClusterBook {
    private final Map<String, Clusters> clustersByModel = new ConcurrentHashMap<>();
    private final TopicFollower<ClusterModel> follower;
    private volatile Optional<Clusters> active = Optional.empty();

    public ClusterBook(Platform platform, FollowerHealth health) {
        String topic = platform.nameOf(TopicCatalog.PROFILE_CLUSTERS);
        follower = new TopicFollower<>(
                platform.kafka(), topic, platform.serdeOf(TopicCatalog.PROFILE_CLUSTERS), this::take);
        health.watch(topic, follower);
    }

    /** The model in use; empty before the first fit. */
    public Optional<Clusters> active() {
        return active;
    }

    /** All models still kept, oldest first. */
    public List<Clusters> models() {
        return clustersByModel.values().stream()
                .sorted(Comparator.comparing(Clusters::fittedAt))
                .toList();
    }

    /** Completes when every model that was there at the start is known. */
    CompletableFuture<Void> caughtUp() {
        return follower.caughtUp();
    }

    @PreDestroy
    void close() {
        follower.close();
    }

    private void take(String key, @Nullable ClusterModel model, TopicPartition partition, long offset) {
        if (key.equals(TopicCatalog.ACTIVE)) {
            active = Optional.ofNullable(model).map(ClusterMapper::fromRecord);
        } else if (model == null) {
            clustersByModel.remove(key);
        } else {
            clustersByModel.put(key, ClusterMapper.fromRecord(model));
        }
    }
}
