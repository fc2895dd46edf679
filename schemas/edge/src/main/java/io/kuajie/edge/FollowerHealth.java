package io.kuajie.edge;

import io.kuajie.topics.TopicFollower;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Metrics;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.Wellness;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready when every followed topic has caught up and what that left is collected; alive while every follower runs; well while the
 * brokers are heard of. What was read is answered from without them, so readiness does not end with them.
 */
@ApplicationScoped
public class FollowerHealth {
    private static final int LAST = Integer.MAX_VALUE;

    private final Map<String, TopicFollower<?>> followerByTopic = new ConcurrentSkipListMap<>();
    private final Settling settling =
            new Settling(() -> ManagementFactory.getMemoryMXBean().gc());

    /** Adds a follower to what is watched. */
    public void watch(String topic, TopicFollower<?> follower) {
        followerByTopic.put(topic, follower);
        FunctionCounter.builder("kuajie.topics.records.undecodable", follower, TopicFollower::undecodable)
                .description("Records of a followed topic that could not be decoded and were skipped")
                .tag("topic", topic)
                .register(Metrics.globalRegistry);
    }

    /** By then all are watched that are followed from the start. */
    void settle(@Observes @Priority(LAST) StartupEvent event) {
        List<TopicFollower<?>> started = List.copyOf(followerByTopic.values());
        CompletableFuture<?>[] caughtUp =
                started.stream().map(TopicFollower::caughtUp).toArray(CompletableFuture<?>[]::new);
        settling.after(
                CompletableFuture.allOf(caughtUp),
                () -> started.stream().mapToLong(TopicFollower::taken).sum());
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck caughtUp() {
        return () -> {
            var response = HealthCheckResponse.named("followed topics caught up");
            followerByTopic.forEach((topic, follower) -> response.withData(topic, follower.isCaughtUp()));
            return response.withData("settled", settling.isDone())
                    .status(settling.isDone()
                            && followerByTopic.values().stream().allMatch(TopicFollower::isCaughtUp))
                    .build();
        };
    }

    @Produces
    @Liveness
    @ApplicationScoped
    HealthCheck running() {
        return () -> {
            var response = HealthCheckResponse.named("followers running");
            followerByTopic.forEach((topic, follower) -> response.withData(topic, follower.isRunning()));
            return response.status(followerByTopic.values().stream().allMatch(TopicFollower::isRunning))
                    .build();
        };
    }

    @Produces
    @Wellness
    @ApplicationScoped
    HealthCheck fresh() {
        return () -> {
            var response =
                    HealthCheckResponse.named("followed topics are fresh").up();
            followerByTopic.forEach((topic, follower) -> follower.silentSince()
                    .ifPresent(
                            since -> response.withData(topic, since.toString()).down()));
            return response.build();
        };
    }
}
