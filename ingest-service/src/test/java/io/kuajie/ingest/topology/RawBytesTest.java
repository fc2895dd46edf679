package io.kuajie.ingest.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.events.RawBehavior;
import io.kuajie.ingest.domain.event.Client;
import io.kuajie.ingest.domain.event.Details;
import io.kuajie.ingest.domain.event.Origin;
import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.Money;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RawBytesTest {
    private static final LeafKey LEAF = LeafKey.parse("academy:p");

    static Stream<RawEvent> events() {
        Details full = new Details(
                "academy:java",
                "编程",
                2.5,
                new Money(-12_900, "CNY"),
                4.5,
                0.25,
                9_000_000_000L,
                "q",
                "t",
                "r",
                "o",
                "c");
        return Stream.of(
                new RawEvent(
                        LEAF,
                        true,
                        "m",
                        "track",
                        null,
                        "buy",
                        "course",
                        -1,
                        0,
                        Details.NONE,
                        Client.UNKNOWN,
                        null,
                        Origin.http(null)),
                new RawEvent(
                        LEAF,
                        false,
                        "消息",
                        "track",
                        "Order Completed",
                        "buy",
                        "course",
                        Long.MAX_VALUE,
                        Long.MIN_VALUE,
                        full,
                        new Client("zh-CN", "Asia/Shanghai", "mobile", "/x"),
                        "{\"a\":\"" + "长".repeat(9_000) + "\"}",
                        Origin.line("file", 70_000)));
    }

    @ParameterizedTest
    @MethodSource("events")
    void of_anyEvent_isWhatTheSchemaSays(RawEvent event) {
        // When
        byte[] bytes = new RawBytes(0x01020304).of(event, event.leaf().toString());
        // Then
        assertThat(Arrays.copyOf(bytes, AvroBytes.HEADER_BYTES)).containsExactly(0, 1, 2, 3, 4);
        assertThat(Arrays.copyOfRange(bytes, AvroBytes.HEADER_BYTES, bytes.length))
                .isEqualTo(BareAvro.serde(RawBehavior.class).serializer().serialize("", EventRecords.record(event)));
    }
}
