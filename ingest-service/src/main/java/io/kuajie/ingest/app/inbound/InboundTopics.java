package io.kuajie.ingest.app.inbound;

import io.kuajie.edge.KeyRing;
import io.kuajie.edge.Platform;
import io.kuajie.ingest.app.IngestMetrics;
import io.kuajie.ingest.app.IngestSettings;
import io.kuajie.ingest.app.delivery.Delivery;
import io.kuajie.ingest.app.delivery.EventOutbound;
import io.kuajie.ingest.app.delivery.Outbound;
import io.kuajie.ingest.app.delivery.TraceContext;
import io.kuajie.ingest.app.door.Quotas;
import io.kuajie.ingest.app.identity.ClaimOutbound;
import io.kuajie.ingest.domain.event.Mapped;
import io.kuajie.ingest.domain.event.Sender;
import io.kuajie.ingest.domain.identity.Claim;
import io.kuajie.ingest.domain.segment.ClaimReader;
import io.kuajie.ingest.domain.segment.SegmentMapper;
import io.kuajie.kernel.PartnerId;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.WebApplicationException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Copies what partners write to {@code inbound.<partner>}. The topic is the proof of who writes: the broker lets each partner write to
 * its own only. A position is committed when the broker has acknowledged what was made of it; after a crash some records are copied
 * again under the same message ids, and cleaning tells.
 */
@ApplicationScoped
public class InboundTopics {
    private static final Logger LOG = Logger.getLogger(InboundTopics.class);
    private static final String GROUP = "ingest-inbound";
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Platform platform;
    private final PartnerTopics partnerTopics;
    private final Quotas quotas;
    private final InboundMapper mapper;
    private final ClaimOutbound claimsOut;
    private final EventOutbound outbound;
    private final Delivery delivery;
    private final IngestMetrics metrics;
    private final boolean isEnabled;
    private volatile boolean closing;
    private volatile @Nullable Thread thread;

    InboundTopics(
            Platform platform,
            KeyRing partners,
            Quotas quotas,
            SegmentMapper mapper,
            ClaimReader claims,
            ClaimOutbound claimsOut,
            EventOutbound outbound,
            Delivery delivery,
            IngestMetrics metrics,
            IngestSettings settings,
            Clock clock) {
        this.platform = platform;
        this.partnerTopics = partnerTopics(platform, partners);
        this.quotas = quotas;
        this.mapper = new InboundMapper(platform.registry(), mapper, claims, clock);
        this.claimsOut = claimsOut;
        this.outbound = outbound;
        this.delivery = delivery;
        this.metrics = metrics;
        this.isEnabled = settings.ingest().inbound().enabled();
    }

    static PartnerTopics partnerTopics(Platform platform, KeyRing partners) {
        return new PartnerTopics(platform.prefix() + "inbound.", partners);
    }

    /** The group that all instances are in. */
    static String group(Platform platform) {
        return platform.prefix() + GROUP;
    }

    void start(@Observes StartupEvent event) {
        if (isEnabled) {
            thread = Thread.ofPlatform().daemon().name("inbound").start(this::run);
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        closing = true;
        Thread running = thread;
        if (running != null) {
            running.join(CLOSING);
        }
    }

    /** Whether there is a thread that copies, or none is wanted here. */
    boolean isRunning() {
        Thread running = thread;
        return !isEnabled || (running != null && running.isAlive());
    }

    private void run() {
        while (!closing) {
            try (var consumer = consumer()) {
                consumer.subscribe(partnerTopics.pattern());
                WaitingPartitions waiting = new WaitingPartitions(consumer);
                while (!closing) {
                    Duration patience = waiting.resume(POLL);
                    ConsumerRecords<byte[], byte[]> records = consumer.poll(patience);
                    if (!records.isEmpty()) {
                        consumer.commitSync(copy(records, waiting));
                    }
                }
            } catch (WakeupException e) {
                return;
            } catch (KafkaException | WebApplicationException e) {
                // What was not committed is read again by the next consumer.
                LOG.warnf("Copying inbound topics was interrupted and begins again: %s", e.getMessage());
                pause(PAUSE);
            } catch (RuntimeException e) {
                // All partners wait for this thread: whatever it is, the others' records are worth another try.
                LOG.error("Copying inbound topics failed and begins again", e);
                pause(PAUSE);
            }
        }
    }

    /** @param writtenAt milliseconds since the epoch, as the record has it */
    private record Copied(PartnerId partner, long writtenAt, int events) {}

    /** Copies what the partners' quotas let through. @return how far that is */
    private Map<TopicPartition, OffsetAndMetadata> copy(
            ConsumerRecords<byte[], byte[]> records, WaitingPartitions waiting) {
        List<Mapped> outcomes = new ArrayList<>();
        List<Claim> told = new ArrayList<>();
        List<Outbound> events = new ArrayList<>();
        List<Outbound> claims = new ArrayList<>();
        List<Copied> copied = new ArrayList<>();
        Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
        for (TopicPartition partition : records.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> own = records.records(partition);
            Sender sender = partnerTopics.sender(partition.topic()).orElse(null);
            if (sender != null) {
                own = waiting.admitted(own, () -> quotas.takeOne(sender.partner()));
                for (ConsumerRecord<byte[], byte[]> record : own) {
                    InboundMapper.Reading reading = mapper.read(sender, record);
                    TraceContext trace = trace(record);
                    outcomes.addAll(reading.outcomes());
                    events.addAll(outbound.all(reading.outcomes(), mapper.now(), trace));
                    List<Claim> fresh = claimsOut.fresh(reading.claims());
                    told.addAll(fresh);
                    claims.addAll(claimsOut.after(List.of(), fresh, trace));
                    copied.add(new Copied(
                            sender.partner(),
                            record.timestamp(),
                            reading.outcomes().size()));
                }
            }
            if (!own.isEmpty()) {
                ends.put(partition, new OffsetAndMetadata(own.getLast().offset() + 1));
            }
        }
        events.addAll(claims);
        delivery.settle(delivery.dispatch(events));
        claimsOut.delivered(told);
        metrics.passedDoor(outcomes);
        long now = mapper.now();
        for (Copied one : copied) {
            quotas.owe(one.partner(), 1, one.events());
            metrics.copied(one.partner().value(), now - one.writtenAt());
        }
        return ends;
    }

    /** The trace that the partner's producer gave it; one of our own would be told to nobody. */
    private static @Nullable TraceContext trace(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(TraceContext.HEADER);
        return header == null || header.value() == null
                ? null
                : TraceContext.told(new String(header.value(), StandardCharsets.ISO_8859_1));
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = new HashMap<>(platform.kafka());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group(platform));
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, GROUP);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // A new partner's topic is found within seconds.
        settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
