package io.kuajie.profile.app;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** How far the streams had come at one moment: what lies before the offsets has shown in all that they tell. */
record Progress(Map<TopicPartition, Long> offsets) {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    boolean hasPassed(String topic, int partition, long offset) {
        return offset < offsets.getOrDefault(new TopicPartition(topic, partition), 0L);
    }

    /**
     * What is committed now, once all that it led to within the streams has been taken in too.
     *
     * @throws IllegalStateException where the streams don't get there within a minute
     */
    static Progress of(Map<String, Object> client, Generation generation) {
        try (GroupOffsets groups = new GroupOffsets(client)) {
            Map<TopicPartition, Long> committed = groups.committed(generation.applicationId());
            Instant giveUp = Instant.now().plus(PATIENCE);
            for (String topic : groups.repartitionTopics(generation)) {
                Map<TopicPartition, Long> ends = groups.ends(topic);
                while (isBehind(groups.committed(generation.applicationId()), ends)) {
                    if (Instant.now().isAfter(giveUp)) {
                        throw new IllegalStateException(
                                "The streams have not taken in what they sent to themselves within a minute; see whether they run, and try again.");
                    }
                    pause();
                }
            }
            return new Progress(committed);
        }
    }

    private static boolean isBehind(Map<TopicPartition, Long> committed, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .anyMatch(end -> end.getValue() > 0 && committed.getOrDefault(end.getKey(), 0L) < end.getValue());
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the streams.", e);
        }
    }
}
