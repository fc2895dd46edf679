package io.kuajie.profile.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kuajie.edge.BackgroundThreads;
import io.kuajie.edge.Platform;
import io.kuajie.events.Behavior;
import io.kuajie.events.Profile;
import io.kuajie.profile.topology.Recount;
import io.kuajie.serde.AvroSerde;
import io.kuajie.topics.Topic;
import io.kuajie.topics.TopicCatalog;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Counts everybody anew from the log, one order at a time, beside the work. Changes nothing. */
@ApplicationScoped
public class RecountJob {
    private static final Logger LOG = Logger.getLogger(RecountJob.class);

    /** How an order stands. @param done of {@code total} records read */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Status(
            State state,
            long done,
            long total,
            Instant begunAt,
            @Nullable Report report,
            @Nullable String failure) {}

    /** Of an order. */
    public enum State {
        RUNNING,
        DONE,
        FAILED
    }

    /**
     * What came of it.
     *
     * @param people who were told of, or should have been
     * @param moving not compared, as a link of theirs is on its way
     * @param beyond not compared, as the log no longer has their first events
     * @param complete whether the log has its first records
     * @param events read
     * @param differences of the first that differ
     */
    public record Report(
            boolean agrees,
            long people,
            long differing,
            long moving,
            long beyond,
            boolean complete,
            long events,
            List<Difference> differences) {}

    /** Of one person, in words. */
    public record Difference(String person, List<String> differences) {}

    @FunctionalInterface
    private interface Taker<V> {
        void take(ConsumerRecord<String, byte[]> record, @Nullable V value, boolean isSettled);
    }

    private final Platform platform;
    private final ProfileStreams streams;
    private final Generation generation;
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong events = new AtomicLong();
    private volatile @Nullable Status status;
    private @Nullable Thread thread;

    RecountJob(Platform platform, ProfileStreams streams, ProfileSettings settings) {
        this.platform = platform;
        this.streams = streams;
        this.generation = Generation.of(platform, settings.streams());
    }

    /** @return false where an order is being worked on */
    synchronized boolean start(RecountOrder order) {
        Status present = status;
        if (present != null && present.state() == State.RUNNING) {
            return false;
        }
        done.set(0);
        events.set(0);
        Instant now = Instant.now();
        status = new Status(State.RUNNING, 0, 0, now, null, null);
        thread = BackgroundThreads.named("recount").newThread(() -> work(order, now));
        thread.start();
        return true;
    }

    /** The order that is being worked on, or the last; empty before the first. */
    Optional<Status> status() {
        Status present = status;
        return present == null || present.state() != State.RUNNING
                ? Optional.ofNullable(present)
                : Optional.of(new Status(State.RUNNING, done.get(), present.total(), present.begunAt(), null, null));
    }

    @PreDestroy
    synchronized void close() {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    private void work(RecountOrder order, Instant begunAt) {
        try {
            Report report = report(order, begunAt);
            status = new Status(State.DONE, done.get(), done.get(), begunAt, report, null);
            LOG.infof("Counted %d people anew, %d of them differ", report.people(), report.differing());
        } catch (IOException | RuntimeException e) {
            LOG.error("People could not be counted anew", e);
            status = new Status(State.FAILED, done.get(), done.get(), begunAt, null, String.valueOf(e.getMessage()));
        }
    }

    private Report report(RecountOrder order, Instant begunAt) throws IOException {
        Progress settled = Progress.of(platform.kafka(), generation);
        Path folder = Files.createTempDirectory("kuajie-recount");
        AvroSerde<Profile> profiles = platform.serdeOf(TopicCatalog.PROFILE_STATE);
        try (LogReader told = log(TopicCatalog.PROFILE_STATE);
                LogReader links = log(TopicCatalog.IDENTITY_LINKS);
                LogReader behavior = log(TopicCatalog.BEHAVIOR_CLEAN);
                Recount recount = new Recount(
                        streams.rules(), record -> Objects.requireNonNull(profiles.deserialize("", record)), folder)) {
            status = new Status(
                    State.RUNNING, 0, told.length() + links.length() + behavior.length(), begunAt, null, null);
            told.read(record -> {
                done.incrementAndGet();
                recount.told(record.key(), record.value());
            });
            feed(
                    links,
                    TopicCatalog.IDENTITY_LINKS,
                    settled,
                    (record, link, isSettled) -> recount.link(record.key(), link, isSettled));
            OldestKept oldest = new OldestKept(behavior.firsts());
            feed(behavior, TopicCatalog.BEHAVIOR_CLEAN, settled, (record, event, isSettled) -> {
                if (event != null) {
                    events.incrementAndGet();
                    oldest.take(event, record.partition());
                    recount.behavior(event, isSettled);
                }
            });
            return compared(order, recount, oldest);
        }
    }

    private Report compared(RecountOrder order, Recount recount, OldestKept oldest) {
        List<Difference> first = new ArrayList<>();
        Recount.Outcome outcome = recount.compare(
                order.toleranceOrUsual(), oldest.receivedAt(), order::isAsked, (person, differences) -> {
                    if (first.size() < order.showOrUsual()) {
                        first.add(new Difference(person, differences));
                    }
                });
        return new Report(
                outcome.differing() == 0,
                outcome.people(),
                outcome.differing(),
                outcome.moving(),
                outcome.beyond(),
                oldest.receivedAt() == null,
                events.get(),
                first);
    }

    private LogReader log(Topic<?> topic) {
        return LogReader.of(platform, platform.nameOf(topic));
    }

    /** Records that can't be read are skipped, as the streams do. */
    private <V extends SpecificRecord> void feed(LogReader log, Topic<V> topic, Progress settled, Taker<V> taker) {
        AvroSerde<V> values = platform.serdeOf(topic);
        log.read((ConsumerRecord<String, byte[]> record) -> {
            done.incrementAndGet();
            try {
                V value = record.value() == null ? null : values.deserialize(record.topic(), record.value());
                taker.take(record, value, settled.hasPassed(record.topic(), record.partition(), record.offset()));
            } catch (SerializationException e) {
                LOG.debugf("Skipping an undecodable record of %s", record.topic());
            }
        });
    }

    /** From when on the log is complete: the latest of the partitions' oldest records, where any has lost records. */
    private static final class OldestKept {
        private final boolean hasLost;
        private final Set<Integer> seen = new HashSet<>();
        private @Nullable Instant latest;

        OldestKept(Map<?, Long> firsts) {
            hasLost = firsts.values().stream().anyMatch(first -> first > 0);
        }

        void take(Behavior event, int partition) {
            if (hasLost && seen.add(partition)) {
                Instant at = event.getReceivedAt();
                latest = latest == null || at.isAfter(latest) ? at : latest;
            }
        }

        @Nullable
        Instant receivedAt() {
            return latest;
        }
    }
}
