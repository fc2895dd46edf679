package io.kuajie.ingest.topology;

import io.kuajie.events.RawBehavior;
import io.kuajie.events.RejectedBehavior;
import io.kuajie.ingest.domain.cleaning.Completion;
import io.kuajie.ingest.domain.cleaning.Normalisation;
import io.kuajie.ingest.domain.cleaning.OutcomeListener;
import io.kuajie.ingest.domain.cleaning.Policy;
import io.kuajie.topics.TopicCatalog;
import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/**
 * Cleaning: decodes, normalises, validates, de-duplicates and completes behavior.raw, and writes exactly one outcome for each of its positions, to
 * behavior.clean or to behavior.rejected.
 *
 * <p>At-least-once: after a crash some positions are read again and end as they did before, because every outcome is a function of
 * the record and the store alone. Only what is completed from the catalogue, which is marked, may differ by then.
 */
public final class CleaningTopology implements Supplier<Topology> {
    public static final String FIRST_POSITIONS = "first-positions";

    static final String RAW = "raw";
    static final String DECODE = "decode";
    static final String NORMALISE = "normalise";
    static final String VALIDATE = "validate";
    static final String DEDUPLICATE = "deduplicate";
    static final String COMPLETE = "complete";
    static final String CLEAN = "clean";
    static final String REJECTED = "rejected";

    /**
     * The records of the three topics on the wire.
     *
     * @param rawId asks the registry's number of the schema of behavior.raw, when a task starts
     * @param cleanId the same of behavior.clean
     */
    public record Records(
            Serde<RawBehavior> raw, IntSupplier rawId, IntSupplier cleanId, Serde<RejectedBehavior> rejected) {}

    private final String topicPrefix;
    private final Records records;
    private final List<Policy> policies;
    private final Normalisation normalisation;
    private final Completion completion;
    private final Duration window;
    private final OutcomeListener outcomes;

    /** @param window how long, by arrival time, a message id is remembered */
    public CleaningTopology(
            String topicPrefix,
            Records records,
            List<Policy> policies,
            Normalisation normalisation,
            Completion completion,
            Duration window,
            OutcomeListener outcomes) {
        this.topicPrefix = topicPrefix;
        this.records = records;
        this.policies = List.copyOf(policies);
        this.normalisation = normalisation;
        this.completion = completion;
        this.window = window;
        this.outcomes = outcomes;
    }

    @Override
    public Topology get() {
        Topology topology = new Topology();
        readRaw(topology);
        // Bytes are decoded in a step, not by the source: a record that can't be decoded still needs its outcome.
        topology.addProcessor(
                DECODE,
                () -> new DecodeStep(
                        records.raw().deserializer(), records.rawId().getAsInt(), outcomes),
                RAW);
        topology.addProcessor(NORMALISE, () -> new NormaliseStep(normalisation), DECODE);
        topology.addProcessor(VALIDATE, () -> new ValidateStep(policies, outcomes), NORMALISE);
        topology.addProcessor(DEDUPLICATE, () -> new DeduplicateStep(window, outcomes), VALIDATE);
        topology.addProcessor(
                COMPLETE,
                () -> new CompleteStep(
                        completion,
                        new RawBytes(records.rawId().getAsInt()),
                        new CleanBytes(records.cleanId().getAsInt())),
                DEDUPLICATE);
        topology.addStateStore(firstPositions(), DEDUPLICATE);
        writeOutcomes(topology);
        return topology;
    }

    private void readRaw(Topology topology) {
        topology.addSource(
                AutoOffsetReset.earliest(),
                RAW,
                new ArrivalTime(),
                new StringDeserializer(),
                Serdes.ByteArray().deserializer(),
                TopicCatalog.BEHAVIOR_RAW.on(topicPrefix));
    }

    private void writeOutcomes(Topology topology) {
        topology.addSink(
                CLEAN,
                TopicCatalog.BEHAVIOR_CLEAN.on(topicPrefix),
                new StringSerializer(),
                new ByteArraySerializer(),
                COMPLETE);
        topology.addSink(
                REJECTED,
                TopicCatalog.BEHAVIOR_REJECTED.on(topicPrefix),
                new StringSerializer(),
                records.rejected().serializer(),
                DECODE,
                VALIDATE,
                DEDUPLICATE);
    }

    /**
     * Kept for twice the window, so that a replay finds all that the first reading found. Kafka divides such a store into segments of
     * half the retention: each bucket of the de-duplication is one segment.
     */
    private StoreBuilder<WindowStore<String, FirstPosition>> firstPositions() {
        return Stores.windowStoreBuilder(
                        Stores.persistentWindowStore(FIRST_POSITIONS, window.multipliedBy(2), window, false),
                        Serdes.String(),
                        FirstPosition.serde())
                .withCachingDisabled();
    }
}
