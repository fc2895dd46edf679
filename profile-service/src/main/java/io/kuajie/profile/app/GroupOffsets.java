package io.kuajie.profile.app;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TopicExistsException;

/** What the brokers know of the streams' groups and internal topics. Failures are {@link IllegalStateException}s. */
final class GroupOffsets implements AutoCloseable {
    private final Admin admin;

    GroupOffsets(Map<String, Object> client) {
        admin = Admin.create(client);
    }

    /** Where a group goes on; empty for one that never was. */
    Map<TopicPartition, Long> committed(String group) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> told =
                get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        told.forEach((partition, offset) -> {
            if (offset != null) {
                offsets.put(partition, offset.offset());
            }
        });
        return offsets;
    }

    /** Has a group without members go on from here. */
    void commit(String group, Map<TopicPartition, Long> offsets) {
        Map<TopicPartition, OffsetAndMetadata> told = new HashMap<>();
        offsets.forEach((partition, offset) -> told.put(partition, new OffsetAndMetadata(offset)));
        get(admin.alterConsumerGroupOffsets(group, told).all());
    }

    /** What was noted with a group's offset; empty without. */
    Optional<String> note(String group, TopicPartition partition) {
        Map<TopicPartition, OffsetAndMetadata> told =
                get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        return Optional.ofNullable(told.get(partition)).map(OffsetAndMetadata::metadata);
    }

    /** Notes something with the offset of a group without members. */
    void note(String group, TopicPartition partition, String text) {
        get(admin.alterConsumerGroupOffsets(group, Map.of(partition, new OffsetAndMetadata(0, text)))
                .all());
    }

    /** Whether anybody is in the group. */
    boolean hasMembers(String group) {
        try {
            ConsumerGroupDescription found = Objects.requireNonNull(
                    admin.describeConsumerGroups(List.of(group)).all().get().get(group));
            return !found.members().isEmpty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return false;
            }
            throw failure(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** The ends of a topic's partitions. */
    Map<TopicPartition, Long> ends(String topic) {
        Map<TopicPartition, OffsetSpec> asked = partitions(topic).stream()
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        get(admin.listOffsets(asked).all()).forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    List<TopicPartition> partitions(String topic) {
        int count = Objects.requireNonNull(
                        get(admin.describeTopics(List.of(topic)).allTopicNames())
                                .get(topic))
                .partitions()
                .size();
        return IntStream.range(0, count)
                .mapToObj(p -> new TopicPartition(topic, p))
                .toList();
    }

    /** Topics through which an application sends to itself; those that others lead to come last. */
    List<String> repartitionTopics(Generation generation) {
        String last = generation.snapshots();
        return get(admin.listTopics().names()).stream()
                .filter(name -> name.startsWith(generation.applicationId() + "-") && name.endsWith("-repartition"))
                .filter(name -> !name.startsWith(generation.applicationId() + "-g"))
                .sorted((a, b) -> Boolean.compare(a.equals(last), b.equals(last)))
                .toList();
    }

    /** Whether a later generation has taken the place of this one. */
    boolean isOver(Generation generation) {
        return get(admin.listTopics().names()).stream()
                .flatMap(topic -> generation.ofChangeLog(topic).stream())
                .filter(other -> other.number() > generation.number())
                .anyMatch(later -> !committed(later.applicationId()).isEmpty());
    }

    /** Makes a topic unless it is there. */
    void create(NewTopic topic) {
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw failure(e);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw failure(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException failure(ExecutionException e) {
        return new IllegalStateException("The brokers did not answer about the streams.", e.getCause());
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("Interrupted while asking the brokers about the streams.", e);
    }
}
