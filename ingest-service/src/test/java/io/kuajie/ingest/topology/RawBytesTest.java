package io.kuajie.ingest.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.events.Behavior;
import io.kuajie.events.Position;
import io.kuajie.events.RawBehavior;
import io.kuajie.ingest.domain.event.Client;
import io.kuajie.ingest.domain.event.Details;
import io.kuajie.ingest.domain.event.Origin;
import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.Money;
import io.kuajie.kernel.SourcePosition;
import java.util.Arrays;
import java.util.IllegalFormatException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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
                        Origin.line("file", 70_000),
                        List.of("off-plan", "bot-rate"),
                        Map.of("gender", "female", "region", "CN-GD")));
    }

    @ParameterizedTest
    @MethodSource("events")
    void of_anyEvent_isWhatTheSchemaSays(RawEvent event) {
        // When
        byte[] bytes = new RawBytes(BareAvro.idOf(RawBehavior.class))
                .of(event, event.leaf().toString());
        // Then
        assertThat(bytes)
                .isEqualTo(BareAvro.serde(RawBehavior.class).serializer().serialize("", EventRecords.record(event)));
        assertThat(new RawReader().read(bytes)).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("events")
    void of_oneEventAgainAndAgain_isAlwaysTheSame(RawEvent event) {
        // Given
        RawBytes raw = new RawBytes(1);
        byte[] first = raw.of(event, event.leaf().toString());
        // When
        List<byte[]> more = Stream.generate(() -> raw.of(event, event.leaf().toString()))
                .limit(5)
                .toList();
        // Then
        assertThat(more).allSatisfy(bytes -> assertThat(bytes).isEqualTo(first));
    }

    @Test
    void of_oneEventAfterAnother_isWhatEachIsAlone() {
        // Given
        RawBytes raw = new RawBytes(1);
        List<RawEvent> twice = Stream.concat(events(), events()).toList();
        for (RawEvent event : twice) {
            String leaf = event.leaf().toString();
            // When
            byte[] bytes = raw.of(event, leaf);
            // Then
            assertThat(bytes).isEqualTo(new RawBytes(1).of(event, leaf));
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void clean_anyEvent_isTheRawRecordWithWhatCleaningAdds(RawEvent event) {
        // Given
        byte[] raw = new RawBytes(1).of(event, event.leaf().toString());
        // When
        byte[] bytes = new CleanBytes(BareAvro.idOf(Behavior.class))
                .of(raw, new SourcePosition(2, 5_000_000_000L), -0.5, List.of("late", "skewed"));
        // Then
        Behavior clean = BareAvro.serde(Behavior.class).deserializer().deserialize("", bytes);
        RawBehavior expected = EventRecords.record(event);
        expected.getSchema()
                .getFields()
                .forEach(field -> assertThat(clean.get(field.name())).isEqualTo(expected.get(field.name())));
        assertThat(clean.getPosition()).isEqualTo(new Position(2, 5_000_000_000L));
        assertThat(clean.getWeight()).isEqualTo(-0.5);
        assertThat(clean.getFlags()).containsExactly("late", "skewed");
    }

    @Test
    void read_bytesChangedAnywhere_neverFailsOtherwise() {
        // Given
        RawEvent event = events().toList().getLast();
        byte[] whole = new RawBytes(1).of(event, event.leaf().toString());
        SplittableRandom random = new SplittableRandom(11);
        for (int n = 0; n < 20_000; n++) {
            byte[] bytes = Arrays.copyOf(whole, 6 + random.nextInt(whole.length - 6));
            bytes[5 + random.nextInt(Math.min(300, bytes.length - 5))] = (byte) random.nextInt();
            // When / Then
            try {
                new RawReader().read(bytes);
            } catch (IllegalArgumentException e) {
                assertThat(e).isNotInstanceOf(IllegalFormatException.class);
            }
        }
    }
}
