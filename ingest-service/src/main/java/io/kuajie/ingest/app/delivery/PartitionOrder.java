package io.kuajie.ingest.app.delivery;

import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/**
 * Puts the records of a request one partition after the other, and those of each in their order. Event loops write into the same batches:
 * so one of them finds the batch of the next record where it left it, and not with another processor.
 */
final class PartitionOrder {
    private final String topic;
    private final int partitions;

    /** @param topic whose records are many; how many partitions it has */
    PartitionOrder(String topic, int partitions) {
        this.topic = topic;
        this.partitions = partitions;
    }

    /** What to send, those of other topics last. */
    List<ProducerRecord<byte[], byte[]>> of(List<Outbound> records) {
        int[] partitionOf = new int[records.size()];
        int[] places = new int[partitions + 2];
        for (int i = 0; i < partitionOf.length; i++) {
            partitionOf[i] = partition(records.get(i));
            places[partitionOf[i] + 1]++;
        }
        for (int i = 1; i < places.length; i++) {
            places[i] += places[i - 1];
        }
        @SuppressWarnings({"unchecked", "rawtypes"}) // no arrays of generic types
        ProducerRecord<byte[], byte[]>[] inOrder = new ProducerRecord[partitionOf.length];
        for (int i = 0; i < partitionOf.length; i++) {
            inOrder[places[partitionOf[i]]++] = record(records.get(i), partitionOf[i]);
        }
        return Arrays.asList(inOrder);
    }

    /** Where the producer would send it, too; behind the last partition for other topics. */
    private int partition(Outbound record) {
        return record.topic().equals(topic) ? BuiltInPartitioner.partitionForKey(record.key(), partitions) : partitions;
    }

    private ProducerRecord<byte[], byte[]> record(Outbound record, int partition) {
        return record.toProduce(partition == partitions ? null : partition);
    }
}
