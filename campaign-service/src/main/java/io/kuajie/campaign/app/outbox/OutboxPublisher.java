package io.kuajie.campaign.app.outbox;

import io.kuajie.campaign.app.loop.Repeater;
import io.kuajie.campaign.app.settings.CampaignSettings;
import io.kuajie.campaign.app.store.Database;
import io.kuajie.campaign.app.store.OutboxTable;
import io.kuajie.campaign.app.store.OutboxTable.Owed;
import io.kuajie.campaign.app.store.OutboxTable.Row;
import io.kuajie.edge.Platform;
import io.kuajie.topics.Topic;
import io.kuajie.topics.TopicCatalog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.jspecify.annotations.Nullable;

/**
 * Sends what the outbox holds and deletes a row only when the broker has it. One publisher at a time, by a lock of the database,
 * sends rows in the order of their ids, so the last record of a key is its last change; a batch that fails is sent again whole.
 */
@ApplicationScoped
public class OutboxPublisher {
    private final Database database;
    private final OutboxTable table;
    private final CampaignSettings.Outbox settings;
    private final AcknowledgedSender sender;
    private final Map<String, String> nameByTopic;
    private final Counter published;
    private @Nullable Repeater repeater;

    OutboxPublisher(
            Database database, OutboxTable table, CampaignSettings settings, Platform platform, MeterRegistry meters) {
        this.database = database;
        this.table = table;
        this.settings = settings.outbox();
        this.sender = new AcknowledgedSender(platform.kafka(), this.settings.deliveryTimeout());
        this.nameByTopic = TopicCatalog.all().stream().collect(Collectors.toMap(Topic::name, platform::nameOf));
        this.published = meters.counter("kuajie.campaign.outbox.published");
    }

    void start(@Observes StartupEvent event) {
        repeater = new Repeater("campaign-outbox", settings.interval(), this::publish);
    }

    void stop(@Observes ShutdownEvent event) {
        if (repeater != null) {
            repeater.close();
        }
        sender.close();
    }

    /** Says that a transaction has just put something in. */
    public void signal() {
        if (repeater != null) {
            repeater.signal();
        }
    }

    @Produces
    @Wellness
    @ApplicationScoped
    HealthCheck sending() {
        return () -> HealthCheckResponse.named("outbox is sent")
                .status(repeater != null && !repeater.isFailing())
                .build();
    }

    @Produces
    @Liveness
    @ApplicationScoped
    HealthCheck running() {
        return () -> HealthCheckResponse.named("outbox publisher runs")
                .status(repeater != null && repeater.isRunning())
                .build();
    }

    private boolean publish() {
        int sent = database.transaction(this::publish);
        published.increment(sent);
        return sent == settings.batchRecords();
    }

    private int publish(Connection connection) throws SQLException {
        if (!table.becomePublisher(connection)) {
            return 0;
        }
        List<Row> rows = table.take(connection, settings.batchRecords());
        if (!rows.isEmpty()) {
            sender.send(rows.stream().map(Row::owed).map(this::message).toList());
            table.delete(connection, rows);
        }
        return rows.size();
    }

    private AcknowledgedSender.Message message(Owed owed) {
        String topic = Objects.requireNonNull(
                nameByTopic.get(owed.topic()), () -> "The catalogue lacks topic " + owed.topic());
        return new AcknowledgedSender.Message(topic, owed.key(), owed.value());
    }
}
