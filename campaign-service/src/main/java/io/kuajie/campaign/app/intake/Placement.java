package io.kuajie.campaign.app.intake;

import io.kuajie.campaign.app.store.Database;
import io.kuajie.campaign.app.store.PositionTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a consumer stands in the partitions it was given: at the positions that the database holds, not at those the broker
 * knows. A partition is paused from the moment it is given, or after any failure, until its position was read and sought.
 *
 * <p>Positions are locked and compared in each transaction, so an instance that lost a partition without noticing stores nothing.
 */
final class Placement implements ConsumerRebalanceListener {
    private static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition);

    private final Consumer<?, ?> consumer;
    private final Database database;
    private final PositionTable positions;
    private final Map<TopicPartition, Long> nextOffset = new HashMap<>();
    private final Set<TopicPartition> unplaced = new HashSet<>();
    private volatile boolean isAssigned;
    private volatile boolean isPlaced;

    Placement(Consumer<?, ?> consumer, Database database, PositionTable positions) {
        this.consumer = consumer;
        this.database = database;
        this.positions = positions;
    }

    /** Whether the consumer has been given its partitions, perhaps none, and stands where the database says. */
    boolean isPlaced() {
        return isAssigned && isPlaced;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        lose(partitions);
        isAssigned = true;
        isPlaced = unplaced.isEmpty();
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        partitions.forEach(nextOffset::remove);
        unplaced.removeAll(partitions);
        isPlaced = unplaced.isEmpty();
    }

    /** Forgets where the consumer stands, after a failure. */
    void reset() {
        lose(consumer.assignment());
        isPlaced = unplaced.isEmpty();
    }

    /** Seeks the partitions that have no place yet. */
    void place() {
        if (unplaced.isEmpty()) {
            return;
        }
        Map<TopicPartition, Long> found = database.transaction(connection -> {
            Map<TopicPartition, Long> next = new HashMap<>();
            for (TopicPartition partition : sorted(unplaced)) {
                next.put(partition, positions.find(connection, partition.topic(), partition.partition()));
            }
            return next;
        });
        found.forEach(consumer::seek);
        consumer.resume(found.keySet());
        nextOffset.putAll(found);
        unplaced.clear();
        isPlaced = true;
    }

    /** Moves the positions behind these records, in the transaction that stores them. @throws Overtaken if another did so */
    Map<TopicPartition, Long> advance(Connection connection, ConsumerRecords<?, ?> records) throws SQLException {
        Map<TopicPartition, Long> next = new HashMap<>();
        for (TopicPartition partition : sorted(records.partitions())) {
            long expected = Objects.requireNonNull(nextOffset.get(partition));
            long found = positions.lock(connection, partition.topic(), partition.partition());
            if (found != expected) {
                throw new Overtaken(partition, expected, found);
            }
            long behind = records.records(partition).getLast().offset() + 1;
            positions.advance(connection, partition.topic(), partition.partition(), behind);
            next.put(partition, behind);
        }
        return next;
    }

    /** Notes that the transaction of {@link #advance} was committed. */
    void committed(Map<TopicPartition, Long> next) {
        nextOffset.putAll(next);
    }

    private void lose(Collection<TopicPartition> partitions) {
        partitions.forEach(nextOffset::remove);
        unplaced.addAll(partitions);
        consumer.pause(partitions);
    }

    private static List<TopicPartition> sorted(Collection<TopicPartition> partitions) {
        return partitions.stream().sorted(ORDER).toList();
    }
}
