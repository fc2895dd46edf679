package io.kuajie.ingest.app.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

final class PartitionOrderTest {
    private static final int PARTITIONS = 7;

    private final SplittableRandom random = new SplittableRandom(5);
    private final PartitionOrder order = new PartitionOrder("raw", PARTITIONS);

    @Test
    void of_manyRecords_areThoseWherePartitionersPutThem() {
        // Given
        List<Outbound> records = records(300);

        // When
        List<ProducerRecord<byte[], byte[]>> inOrder = order.of(records);

        // Then
        assertThat(inOrder.stream().map(ProducerRecord::timestamp).toList())
                .containsExactlyInAnyOrderElementsOf(
                        records.stream().map(Outbound::timestamp).toList());
        for (ProducerRecord<byte[], byte[]> record : inOrder) {
            Integer partition =
                    record.topic().equals("raw") ? Utils.toPositive(Utils.murmur2(record.key())) % PARTITIONS : null;
            assertThat(record.partition()).isEqualTo(partition);
        }
    }

    @Test
    void of_manyRecords_areOnePartitionAfterTheOtherInTheirOrder() {
        // When
        List<ProducerRecord<byte[], byte[]>> inOrder = order.of(records(300));

        // Then
        List<Long> ranks = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> record : inOrder) {
            int partition = record.partition() == null ? PARTITIONS : record.partition();
            ranks.add(partition * 1_000L + record.timestamp());
        }
        assertThat(ranks).isSorted().last().satisfies(last -> assertThat(last).isGreaterThan(PARTITIONS * 1_000L));
    }

    /** Of two topics; their timestamps tell their order. */
    private List<Outbound> records(int count) {
        List<Outbound> records = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            byte[] key = ("academy:" + random.nextInt(50)).getBytes(StandardCharsets.UTF_8);
            String topic = random.nextInt(10) == 0 ? "rejected" : "raw";
            records.add(new Outbound(topic, key, new byte[] {1}, n, null));
        }
        return records;
    }
}
