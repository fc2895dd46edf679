package io.kuajie.profile.app;

import io.kuajie.edge.FollowerHealth;
import io.kuajie.edge.Platform;
import io.kuajie.events.ToneModel;
import io.kuajie.profile.domain.tone.LearntTone;
import io.kuajie.topics.TopicCatalog;
import io.kuajie.topics.TopicFollower;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What all instances have learnt of the tone of reviews, kept in profile.tones: each writes its own part and heeds the others'. */
@Singleton
public class ToneBook {
    private static final Logger LOG = Logger.getLogger(ToneBook.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);
    /** Key of an instance without a lasting name, which is the only one. */
    private static final String ALONE = "alone";

    private final LearntTone tone = new LearntTone();
    private final String learner;
    private final String topic;
    private final Clock clock;
    private final TopicFollower<ToneModel> follower;
    private final KafkaProducer<String, ToneModel> producer;
    private final ScheduledExecutorService writing = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("tone-model").unstarted(task));
    private long written;

    public ToneBook(Platform platform, ProfileSettings settings, FollowerHealth health, Clock clock) {
        this.clock = clock;
        learner = settings.streams().instanceId().orElse(ALONE);
        topic = platform.nameOf(TopicCatalog.PROFILE_TONES);
        Map<String, Object> client = platform.kafka();
        client.put(ProducerConfig.ACKS_CONFIG, "all");
        producer = new KafkaProducer<>(client, new StringSerializer(), platform.serdeOf(TopicCatalog.PROFILE_TONES));
        follower =
                new TopicFollower<>(platform.kafka(), topic, platform.serdeOf(TopicCatalog.PROFILE_TONES), this::take);
        health.watch(topic, follower);
        long pause = settings.profile().clusters().interval().toMillis();
        writing.scheduleWithFixedDelay(this::write, pause, pause, TimeUnit.MILLISECONDS);
    }

    LearntTone tone() {
        return tone;
    }

    /** Completes when all that was learnt before the start is known. */
    CompletableFuture<Void> caughtUp() {
        return follower.caughtUp();
    }

    @PreDestroy
    void close() {
        follower.close();
        writing.shutdown();
        write();
        producer.close(CLOSE_LIMIT);
    }

    /** Not before what was learnt earlier is known: it would be overwritten. */
    private synchronized void write() {
        if (tone.lessons() != written && follower.caughtUp().isDone()) {
            LearntTone.Own own = tone.own();
            written = own.lessons();
            producer.send(
                    new ProducerRecord<>(
                            topic,
                            learner,
                            new ToneModel(learner, own.lessons(), ByteBuffer.wrap(own.model()), clock.instant())),
                    (done, failure) -> {
                        if (failure != null) {
                            LOG.warnf("The tone model could not be written: %s", failure.getMessage());
                        }
                    });
        }
    }

    private void take(String key, @Nullable ToneModel value, TopicPartition partition, long offset) {
        try {
            if (!key.equals(learner)) {
                tone.heed(key, value == null ? null : bytes(value));
            } else if (value != null && !follower.caughtUp().isDone()) {
                tone.resume(bytes(value));
                written = value.getLessons();
            }
        } catch (IllegalArgumentException e) {
            LOG.warnf("A tone model is left out: %s", e.getMessage());
        }
    }

    private static byte[] bytes(ToneModel value) {
        byte[] model = new byte[value.getModel().remaining()];
        value.getModel().duplicate().get(model);
        return model;
    }
}
