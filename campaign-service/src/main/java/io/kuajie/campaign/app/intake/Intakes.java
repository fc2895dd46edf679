package io.kuajie.campaign.app.intake;

import io.kuajie.campaign.app.effects.Effects;
import io.kuajie.campaign.app.outbox.OutboxPublisher;
import io.kuajie.campaign.app.settings.CampaignSettings;
import io.kuajie.campaign.app.store.Database;
import io.kuajie.campaign.app.store.PositionTable;
import io.kuajie.edge.Platform;
import io.kuajie.topics.Topic;
import io.kuajie.topics.TopicCatalog;
import io.kuajie.topics.TopicFollower;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** The topics this service lives on: recommend.served and behavior.clean. */
@ApplicationScoped
public class Intakes {
    private final Platform platform;
    private final CampaignSettings.Intake settings;
    private final Database database;
    private final PositionTable positions;
    private final Effects effects;
    private final OutboxPublisher publisher;
    private final MeterRegistry meters;
    private volatile List<TopicIntake<?, ?>> intakes = List.of();

    Intakes(
            Platform platform,
            CampaignSettings settings,
            Database database,
            PositionTable positions,
            Effects effects,
            OutboxPublisher publisher,
            MeterRegistry meters) {
        this.platform = platform;
        this.settings = settings.intake();
        this.database = database;
        this.positions = positions;
        this.effects = effects;
        this.publisher = publisher;
        this.meters = meters;
    }

    void start(@Observes StartupEvent event) {
        intakes = List.of(
                intake(TopicCatalog.RECOMMEND_SERVED, "campaign-served", ServedMapper::offers, effects::addServed),
                intake(TopicCatalog.BEHAVIOR_CLEAN, "campaign-touches", TouchMapper::touches, effects::addTouches));
    }

    void stop(@Observes ShutdownEvent event) {
        intakes.forEach(TopicIntake::close);
    }

    List<TopicIntake<?, ?>> all() {
        return intakes;
    }

    private <V extends SpecificRecord, T> TopicIntake<V, T> intake(
            Topic<V> topic, String group, Function<V, List<T>> mapper, Sink<T> sink) {
        var source = new TopicIntake.Source<>(
                platform.nameOf(topic), platform.serdeOf(topic), mapper, consumer(group), settings.longestPause());
        return new TopicIntake<>(source, sink, publisher::signal, database, positions, meters(topic));
    }

    private TopicIntake.Meters meters(Topic<?> topic) {
        String[] tags = {"topic", topic.name()};
        return new TopicIntake.Meters(
                meters.counter("kuajie.campaign.intake.records", tags),
                meters.counter("kuajie.campaign.intake.unreadable", tags),
                meters.counter("kuajie.campaign.intake.failures", tags));
    }

    /** Offsets live in the database, so the group only shares the partitions out. */
    private Map<String, Object> consumer(String group) {
        // A transaction a batch is what is dear, so records wait a moment for company.
        Map<String, Object> consumer = TopicFollower.unhurried(platform.kafka());
        consumer.put(ConsumerConfig.GROUP_ID_CONFIG, platform.prefix() + group);
        consumer.put(ConsumerConfig.CLIENT_ID_CONFIG, group);
        consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumer.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.batchRecords());
        consumer.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 4 << 20);
        consumer.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        return consumer;
    }
}
