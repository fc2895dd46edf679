package io.kuajie.profile.app;

import io.kuajie.edge.FollowerHealth;
import io.kuajie.edge.Platform;
import io.kuajie.events.SegmentDefinition;
import io.kuajie.profile.domain.segment.Conditions;
import io.kuajie.profile.domain.segment.Segment;
import io.kuajie.profile.domain.segment.Segments;
import io.kuajie.topics.TopicCatalog;
import io.kuajie.topics.TopicFollower;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The segments defined in profile.definitions, and how they get there. */
@Singleton
public class SegmentBook {
    private static final Logger LOG = Logger.getLogger(SegmentBook.class);

    private final Conditions conditions = new Conditions();
    private final Map<String, Segment> segmentById = new TreeMap<>();
    private final TopicFollower<SegmentDefinition> follower;
    private final KafkaProducer<String, SegmentDefinition> producer;
    private final String topic;
    private final Clock clock;
    private volatile Segments active = Segments.NONE;

    public SegmentBook(Platform platform, FollowerHealth health, Clock clock) {
        this.clock = clock;
        topic = platform.nameOf(TopicCatalog.PROFILE_DEFINITIONS);
        Map<String, Object> client = platform.kafka();
        client.put(ProducerConfig.ACKS_CONFIG, "all");
        producer =
                new KafkaProducer<>(client, new StringSerializer(), platform.serdeOf(TopicCatalog.PROFILE_DEFINITIONS));
        follower = new TopicFollower<>(
                platform.kafka(), topic, platform.serdeOf(TopicCatalog.PROFILE_DEFINITIONS), this::take);
        health.watch(topic, follower);
    }

    /** All that are defined now. */
    Segments active() {
        return active;
    }

    /** Whether a condition can be used. */
    Conditions.Compiled compiled(String condition) {
        return conditions.compile(condition);
    }

    /** Returns when the broker has it; members follow within a second or, where there are many people, after a sweep. */
    void define(String segment, String condition, Map<String, String> titles) {
        send(segment, new SegmentDefinition(segment, condition, new TreeMap<>(titles), clock.instant()));
    }

    void remove(String segment) {
        send(segment, null);
    }

    CompletableFuture<Void> caughtUp() {
        return follower.caughtUp();
    }

    @PreDestroy
    void close() {
        follower.close();
        producer.close(java.time.Duration.ofSeconds(2));
    }

    private void send(String segment, @Nullable SegmentDefinition definition) {
        try {
            producer.send(new ProducerRecord<>(topic, segment, definition)).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A segment could not be written.", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a segment was written.", e);
        }
    }

    private void take(String key, @Nullable SegmentDefinition value, TopicPartition partition, long offset) {
        if (value == null) {
            segmentById.remove(key);
        } else {
            switch (conditions.compile(value.getCondition())) {
                case Conditions.Compiled.Ready ready ->
                    segmentById.put(key, new Segment(key, ready.condition(), value.getTitles()));
                case Conditions.Compiled.Invalid invalid -> {
                    LOG.errorf("Segment %s can't be read and has no members: %s", key, invalid.faults());
                    segmentById.remove(key);
                }
            }
        }
        active = new Segments(new ArrayList<>(segmentById.values()));
    }
}
