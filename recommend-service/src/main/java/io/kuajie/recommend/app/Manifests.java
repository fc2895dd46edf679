package io.kuajie.recommend.app;

import io.kuajie.edge.Platform;
import io.kuajie.events.ModelManifest;
import io.kuajie.recommend.domain.live.DomainModel;
import io.kuajie.recommend.domain.live.LiveModel;
import io.kuajie.recommend.domain.topics.Topics;
import io.kuajie.topics.TopicCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/** The topic of models' manifests, so that every served list's model can be looked up. */
@ApplicationScoped
class Manifests {
    private static final Logger LOG = Logger.getLogger(Manifests.class);
    private static final Duration LONGEST_SEND = Duration.ofSeconds(30);

    private final Platform platform;

    Manifests(Platform platform) {
        this.platform = platform;
    }

    /** Writes what the model is, as the one in use. A broker that is away is logged. */
    void publish(LiveModel model, ModelStore.Stored stored) {
        Map<String, Object> client = platform.kafka();
        client.put(ProducerConfig.ACKS_CONFIG, "all");
        client.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) LONGEST_SEND.toMillis());
        client.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) LONGEST_SEND.toMillis() / 2);
        String topic = platform.nameOf(TopicCatalog.RECOMMEND_MODELS);
        try (KafkaProducer<String, ModelManifest> producer =
                new KafkaProducer<>(client, new StringSerializer(), platform.serdeOf(TopicCatalog.RECOMMEND_MODELS))) {
            ModelManifest manifest = manifest(model, stored);
            var first = producer.send(new ProducerRecord<>(topic, model.id(), manifest));
            var second = producer.send(new ProducerRecord<>(topic, TopicCatalog.ACTIVE, manifest));
            producer.flush();
            LOG.debugf("Manifests written: %s %s", first.isDone(), second.isDone());
        } catch (KafkaException e) {
            LOG.warnf("The manifest of model %s was not written: %s", model.id(), e.toString());
        }
    }

    static ModelManifest manifest(LiveModel model, ModelStore.Stored stored) {
        Map<String, String> settings = new HashMap<>();
        Map<String, Double> metrics = new HashMap<>();
        for (DomainModel domain : model.domains()) {
            put(domain.domain(), domain.warm(), settings, metrics);
            if (domain.cold() != null) {
                put(domain.domain() + ".cold", domain.cold(), settings, metrics);
            }
        }
        metrics.put("quality", model.quality());
        metrics.put("baseline", model.baseline());
        metrics.put("people", (double) model.origin().people());
        metrics.put("interactions", (double) model.origin().interactions());
        Topics topics = model.topics();
        if (topics != null) {
            metrics.put("topics", (double) topics.size());
            metrics.put("topics.words", (double) topics.words().size());
            metrics.put("topics.texts", (double) topics.figures().texts());
            metrics.put("topics.people", (double) topics.figures().people());
            metrics.put("topics.coherence", topics.coherence());
            metrics.put("topics.perplexity", topics.figures().perplexity());
            metrics.put("topics.perplexity.unigram", topics.figures().unigram());
        }
        return ModelManifest.newBuilder()
                .setModel(model.id())
                .setKind("auto")
                .setLocation(stored.location())
                .setSizeBytes(model.sizeBytes())
                .setSha256(stored.sha256())
                .setSettings(settings)
                .setMetrics(metrics)
                .setDataFrom(model.origin().from())
                .setDataUntil(model.origin().learntAt())
                .setTrainedAt(model.origin().learntAt())
                .build();
    }

    private static void put(
            String name, DomainModel.Mix mix, Map<String, String> settings, Map<String, Double> metrics) {
        settings.put(name, mix.settings());
        metrics.put(name + ".quality", mix.quality());
        metrics.put(name + ".baseline", mix.baseline());
    }
}
