package io.kuajie.ingest.app.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class DispatchTest {
    private final AtomicInteger settled = new AtomicInteger();

    @Test
    void done_whenAllAreAnswered_namesTheHighestPositions() {
        // Given
        Dispatch dispatch = new Dispatch("raw", 4, settled::incrementAndGet);
        dispatch.onCompletion(at("raw", 9, 12), null);
        dispatch.onCompletion(at("raw", 0, 8), null);
        dispatch.onCompletion(at("rejected", 3, 99), null);

        // When
        boolean isEarly = dispatch.done().isDone();
        dispatch.onCompletion(at("raw", 0, 7), null);

        // Then
        assertThat(isEarly).isFalse();
        assertThat(dispatch.done().join()).hasToString("0@8,9@12");
        assertThat(settled).hasValue(1);
    }

    @Test
    void done_whenOneFails_failsAtOnceAndSettlesWithTheLast() {
        // Given
        Dispatch dispatch = new Dispatch("raw", 2, settled::incrementAndGet);

        // When
        dispatch.onCompletion(null, new IllegalStateException("refused"));

        // Then
        assertThat(dispatch.hasFailed()).isTrue();
        assertThat(settled).hasValue(0);
        dispatch.onCompletion(at("raw", 0, 1), null);
        assertThat(settled).hasValue(1);
        assertThat(dispatch.hasFailed()).isTrue();
    }

    @Test
    void done_ofNothing_isDone() {
        // When
        Dispatch dispatch = new Dispatch("raw", 0, settled::incrementAndGet);

        // Then
        assertThat(dispatch.done().join()).isEqualTo(Receipt.EMPTY);
        assertThat(settled).hasValue(1);
    }

    private static RecordMetadata at(String topic, int partition, long offset) {
        return new RecordMetadata(new TopicPartition(topic, partition), offset, 0, 0, 0, 0);
    }
}
