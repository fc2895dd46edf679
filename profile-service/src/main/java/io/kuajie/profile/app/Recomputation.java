package io.kuajie.profile.app;

import io.kuajie.edge.Platform;
import io.kuajie.events.Behavior;
import io.kuajie.kernel.LeafKey;
import io.kuajie.profile.topology.LeafReplay;
import io.kuajie.topics.KeyHash;
import io.kuajie.topics.TopicCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;

/** Reads a leaf's events from the log again. */
@ApplicationScoped
public class Recomputation {
    /** How much of the log there was. @param isComplete whether its first records are still kept */
    record Reading(long events, boolean isComplete) {}

    private final Platform platform;

    Recomputation(Platform platform) {
        this.platform = platform;
    }

    Reading read(LeafKey leaf, LeafReplay replay) {
        String topic = platform.nameOf(TopicCatalog.BEHAVIOR_CLEAN);
        var values = platform.serdeOf(TopicCatalog.BEHAVIOR_CLEAN);
        int count = Partitions.of(platform, TopicCatalog.BEHAVIOR_CLEAN);
        TopicPartition partition = new TopicPartition(topic, KeyHash.partition(leaf.toString(), count));
        AtomicLong events = new AtomicLong();
        try (LogReader log = LogReader.of(platform, partition)) {
            log.read(record -> {
                if (leaf.toString().equals(record.key()) && record.value() != null) {
                    Behavior behavior = values.deserialize(topic, record.value());
                    if (behavior != null) {
                        replay.take(behavior);
                        events.incrementAndGet();
                    }
                }
            });
            return new Reading(events.get(), log.firsts().getOrDefault(partition, 0L) == 0);
        }
    }
}
