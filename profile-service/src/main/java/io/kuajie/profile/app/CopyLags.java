package io.kuajie.profile.app;

import io.kuajie.profile.topology.ProfileTopology;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.LagInfo;
import org.jspecify.annotations.Nullable;

/**
 * How many changes the stores of this instance lack, by partition. The brokers are asked, and what they say holds for half a second:
 * copies may be read by thousands in that time.
 */
@ApplicationScoped
class CopyLags {
    private static final long KEPT_NANOS = Duration.ofMillis(500).toNanos();
    private static final long LIMIT_MILLIS = 1000;

    private @Nullable CompletableFuture<Map<Integer, LagInfo>> asked;
    private long askedAt;

    /** Changes that the partition's store lacks; empty where it is not here, or the brokers don't answer. */
    OptionalLong of(KafkaStreams streams, int partition) {
        Long behind = byPartition(streams).get(partition);
        return behind == null ? OptionalLong.empty() : OptionalLong.of(behind);
    }

    /** Changes that each store here lacks, own ones and copies; empty where the brokers don't answer. */
    Map<Integer, Long> byPartition(KafkaStreams streams) {
        try {
            Map<Integer, Long> behind = new TreeMap<>();
            lags(streams)
                    .get(LIMIT_MILLIS, TimeUnit.MILLISECONDS)
                    .forEach((partition, lag) -> behind.put(partition, lag.offsetLag()));
            return behind;
        } catch (ExecutionException | TimeoutException e) {
            return Map.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        }
    }

    private synchronized CompletableFuture<Map<Integer, LagInfo>> lags(KafkaStreams streams) {
        CompletableFuture<Map<Integer, LagInfo>> present = asked;
        long now = System.nanoTime();
        if (present != null && (!present.isDone() || now - askedAt < KEPT_NANOS)) {
            return present;
        }
        CompletableFuture<Map<Integer, LagInfo>> begun = CompletableFuture.supplyAsync(
                () -> streams.allLocalStorePartitionLags().getOrDefault(ProfileTopology.PEOPLE, Map.of()),
                task -> Thread.ofVirtual().name("lags").start(task));
        asked = begun;
        askedAt = now;
        return begun;
    }
}
