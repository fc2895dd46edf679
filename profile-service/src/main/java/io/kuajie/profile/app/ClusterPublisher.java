package io.kuajie.profile.app;

import io.kuajie.edge.Platform;
import io.kuajie.events.ClusterModel;
import io.kuajie.profile.domain.cluster.Clusters;
import io.kuajie.profile.topology.ClusterMapper;
import io.kuajie.topics.TopicCatalog;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes cluster models to profile.clusters: under their id, then as the one in use; the oldest go. */
@ApplicationScoped
public class ClusterPublisher {
    private static final int KEPT_MODELS = 16;
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private final String topic;
    private final KafkaProducer<String, ClusterModel> producer;

    public ClusterPublisher(Platform platform) {
        topic = platform.nameOf(TopicCatalog.PROFILE_CLUSTERS);
        Map<String, Object> client = platform.kafka();
        client.put(ProducerConfig.ACKS_CONFIG, "all");
        producer = new KafkaProducer<>(client, new StringSerializer(), platform.serdeOf(TopicCatalog.PROFILE_CLUSTERS));
    }

    /** Returns when the broker has it. @param earlier the models kept so far, oldest first */
    void publish(Clusters clusters, List<Clusters> earlier) {
        ClusterModel model = ClusterMapper.toRecord(clusters);
        send(clusters.model(), model);
        send(TopicCatalog.ACTIVE, model);
        earlier.stream().limit(Math.max(0, earlier.size() + 1 - KEPT_MODELS)).forEach(old -> send(old.model(), null));
    }

    @PreDestroy
    void close() {
        producer.close(CLOSE_LIMIT);
    }

    private void send(String key, @Nullable ClusterModel model) {
        try {
            producer.send(new ProducerRecord<>(topic, key, model)).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A cluster model could not be written.", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a cluster model was written.", e);
        }
    }
}
