package io.kuajie.recommend.domain.shards;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutagesTest {
    private static final int SHARD = 2;
    private static final int OTHER = 0;

    private long now = Long.MAX_VALUE;
    private final Outages outages = new Outages(Duration.ofNanos(100), Duration.ofNanos(1000), () -> now);

    @Test
    void shard_thatFailed_isLeftAloneAndThenAskedOnceAtATime() {
        // Given
        assertThat(asked(5)).isEqualTo(5);

        // When
        outages.failed(SHARD);

        // Then
        assertThat(asked(5)).isZero();
        assertThat(outages.mayAsk(OTHER)).isTrue();
        now += 100;
        assertThat(asked(5)).isOne();
        now += 999;
        assertThat(asked(5)).isZero();

        // When
        outages.failed(SHARD);

        // Then
        now += 99;
        assertThat(asked(5)).isZero();
        now++;
        assertThat(asked(5)).isOne();
    }

    @Test
    void shard_thatAnswersAgain_isAskedByAll() {
        // Given
        outages.failed(SHARD);
        now += 100;
        assertThat(asked(5)).isOne();

        // When
        outages.answered(SHARD);

        // Then
        assertThat(asked(5)).isEqualTo(5);
    }

    /** Of so many who would. */
    private int asked(int many) {
        return (int)
                IntStream.range(0, many).filter(one -> outages.mayAsk(SHARD)).count();
    }
}
