package io.kuajie.campaign.app.intake;

import org.apache.kafka.common.TopicPartition;

/** Another consumer has taken records of this partition in since this one last looked. */
final class Overtaken extends RuntimeException {
    Overtaken(TopicPartition partition, long expected, long found) {
        super("The next offset of %s is %d, not %d as left here; another instance reads it."
                .formatted(partition, found, expected));
    }
}
