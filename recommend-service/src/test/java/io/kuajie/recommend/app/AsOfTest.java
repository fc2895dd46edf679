package io.kuajie.recommend.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AsOfTest {
    private final AtomicLong nanos = new AtomicLong();
    private final TopicProgress items = new TopicProgress("catalog.items");
    private final TopicProgress profiles = new TopicProgress("profile.state");
    private final AsOf asOf = new AsOf(List.of(items, profiles), nanos::get);

    @Test
    void text_beforeAnyRecord_isEmpty() {
        assertThat(asOf.text()).isEmpty();
    }

    @Test
    void text_afterRecords_namesTheLatestOfEachPartition() {
        // When: partitions come in any order, and one of them without records
        profiles.note(3, 1041);
        profiles.note(0, 0);
        profiles.note(3, 1042);
        items.note(0, 17);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());

        // Then
        assertThat(asOf.text()).isEqualTo("catalog.items/0:17,profile.state/0:0,profile.state/3:1042");
    }

    @Test
    void text_askedAgainAtOnce_isNotWrittenAgain() {
        // Given
        items.note(0, 17);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        String first = asOf.text();

        // When
        items.note(0, 18);
        nanos.addAndGet(Duration.ofMillis(50).toNanos());
        String second = asOf.text();
        nanos.addAndGet(Duration.ofMillis(60).toNanos());
        String third = asOf.text();

        // Then
        assertThat(second).isSameAs(first);
        assertThat(third).isEqualTo("catalog.items/0:18");
    }
}
