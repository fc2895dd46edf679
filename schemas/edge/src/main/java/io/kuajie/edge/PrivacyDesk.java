package io.kuajie.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kuajie.events.PrivacyReceipt;
import io.kuajie.events.PrivacyRequest;
import io.kuajie.kernel.LeafKey;
import io.kuajie.serde.AvroSerde;
import io.kuajie.topics.TopicCatalog;
import io.kuajie.topics.TopicFollower;
import io.quarkus.arc.All;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Answers people's demands for this service: follows privacy.requests, asks each {@link PersonalCopy} until it has done its part, and
 * says so in privacy.receipts. What was said is read back at the start, so a restart answers only what is open.
 */
@Startup
@ApplicationScoped
public class PrivacyDesk {
    private static final Logger LOG = Logger.getLogger(PrivacyDesk.class);
    private static final Duration ROUND = Duration.ofMillis(500);
    private static final ObjectMapper JSON = new ObjectMapper()
            .findAndRegisterModules()
            .disable(com.fasterxml.jackson.databind.SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    private final Platform platform;
    private final List<PersonalCopy> copies;
    private final String service;
    private final Clock clock;
    private final Map<String, PrivacyRequest> requestById = new ConcurrentHashMap<>();
    private final Map<String, Map<String, PrivacyReceipt>> receiptsByRequest = new ConcurrentHashMap<>();
    private final TopicFollower<PrivacyRequest> requests;
    private final TopicFollower<PrivacyReceipt> receipts;
    private final Thread rounds;
    private @Nullable KafkaProducer<String, byte[]> producer;
    private volatile boolean closing;

    public PrivacyDesk(
            Platform platform,
            FollowerHealth health,
            Clock clock,
            @All List<PersonalCopy> copies,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.platform = platform;
        this.copies = List.copyOf(copies);
        this.service = service;
        this.clock = clock;
        String asked = platform.nameOf(TopicCatalog.PRIVACY_REQUESTS);
        String answered = platform.nameOf(TopicCatalog.PRIVACY_RECEIPTS);
        requests = new TopicFollower<>(
                platform.kafka(),
                asked,
                platform.serdeOf(TopicCatalog.PRIVACY_REQUESTS),
                (key, request, partition, offset) -> {
                    if (request != null) {
                        requestById.put(key, request);
                    }
                });
        receipts = new TopicFollower<>(
                platform.kafka(),
                answered,
                platform.serdeOf(TopicCatalog.PRIVACY_RECEIPTS),
                (key, receipt, partition, offset) -> {
                    if (receipt != null) {
                        note(receipt);
                    }
                });
        health.watch(asked, requests);
        health.watch(answered, receipts);
        rounds = Thread.ofVirtual().name("privacy").start(this::run);
    }

    /** The demands of the last weeks. */
    public Collection<PrivacyRequest> requests() {
        return requestById.values();
    }

    public Optional<PrivacyRequest> request(String id) {
        return Optional.ofNullable(requestById.get(id));
    }

    /** What has been answered, by service and store. */
    public Map<String, PrivacyReceipt> receiptsOf(String request) {
        return Map.copyOf(receiptsByRequest.getOrDefault(request, Map.of()));
    }

    private void run() {
        while (!closing) {
            try {
                Thread.sleep(ROUND);
                if (requests.isCaughtUp() && receipts.isCaughtUp()) {
                    requestById.values().forEach(this::answer);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warnf(
                        "Demands could not be answered and are tried again: %s",
                        e.getClass().getSimpleName());
            }
        }
    }

    private void answer(PrivacyRequest request) {
        for (PersonalCopy copy : copies) {
            String part = service + "/" + copy.store();
            if (receiptsByRequest.getOrDefault(request.getRequest(), Map.of()).containsKey(part)) {
                continue;
            }
            try {
                boolean isErasure = request.getKind().equals("erasure");
                String document = isErasure ? null : document(copy, request);
                if (!isErasure || isGone(copy, request)) {
                    confirm(request, copy, document);
                }
            } catch (RuntimeException e) {
                // Perhaps another instance holds the leaf, or a store is not readable yet.
                LOG.debugf(
                        "%s can't answer a demand yet: %s", part, e.getClass().getSimpleName());
            }
        }
    }

    private static boolean isGone(PersonalCopy copy, PrivacyRequest request) {
        Instant at = request.getRequestedAt();
        return request.getLeaves().stream().allMatch(leaf -> copy.isGone(LeafKey.parse(leaf), at));
    }

    private static String document(PersonalCopy copy, PrivacyRequest request) {
        Map<String, Object> kept = new LinkedHashMap<>();
        for (String leaf : request.getLeaves()) {
            Object export = copy.export(LeafKey.parse(leaf));
            if (export != null) {
                kept.put(leaf, export);
            }
        }
        try {
            return JSON.writeValueAsString(kept);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What is kept can't be written as JSON", e);
        }
    }

    private void confirm(PrivacyRequest request, PersonalCopy copy, @Nullable String document) {
        PrivacyReceipt receipt =
                new PrivacyReceipt(request.getRequest(), service, copy.store(), clock.instant(), document);
        AvroSerde<PrivacyReceipt> serde = platform.serdeOf(TopicCatalog.PRIVACY_RECEIPTS);
        String topic = platform.nameOf(TopicCatalog.PRIVACY_RECEIPTS);
        String key = String.join("|", request.getRequest(), service, copy.store());
        try {
            producer()
                    .send(new ProducerRecord<>(topic, key, serde.serialize(topic, receipt)))
                    .get();
            note(receipt);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The receipt was not taken", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while sending a receipt", e);
        }
    }

    private void note(PrivacyReceipt receipt) {
        receiptsByRequest
                .computeIfAbsent(receipt.getRequest(), request -> new ConcurrentHashMap<>())
                .put(receipt.getService() + "/" + receipt.getStore(), receipt);
    }

    /** Made when the first receipt is due: most instances of most days need none. */
    private KafkaProducer<String, byte[]> producer() {
        KafkaProducer<String, byte[]> made = producer;
        if (made == null) {
            Map<String, Object> settings = platform.kafka();
            settings.put(ProducerConfig.ACKS_CONFIG, "all");
            settings.put(ProducerConfig.CLIENT_ID_CONFIG, service + "-receipts");
            made = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
            producer = made;
        }
        return made;
    }

    @PreDestroy
    void close() throws InterruptedException {
        closing = true;
        rounds.interrupt();
        rounds.join(ROUND);
        requests.close();
        receipts.close();
        if (producer != null) {
            producer.close(ROUND);
        }
    }
}
