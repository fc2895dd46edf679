package io.kuajie.campaign.app.outbox;

import io.kuajie.campaign.app.store.OutboxTable;
import io.kuajie.campaign.app.store.OutboxTable.Owed;
import io.kuajie.campaign.domain.campaign.Campaign;
import io.kuajie.campaign.domain.effect.Outcome;
import io.kuajie.edge.Platform;
import io.kuajie.events.Offer;
import io.kuajie.serde.AvroSerde;
import io.kuajie.topics.TopicCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Notes, in the transaction of a change, what topics are owed because of it. */
@ApplicationScoped
public class Outbox {
    private final OutboxTable table;
    private final RegisteredSchemas schemas;
    private final AvroSerde<Offer> offers;
    private final AvroSerde<io.kuajie.events.Outcome> outcomes;

    Outbox(OutboxTable table, RegisteredSchemas schemas, Platform platform) {
        this.table = table;
        this.schemas = schemas;
        this.offers = platform.serdeOf(TopicCatalog.OFFERS_ACTIVE);
        this.outcomes = platform.serdeOf(TopicCatalog.CAMPAIGN_OUTCOMES);
    }

    /** Whether records can be encoded without waiting for the registry. */
    public boolean isReady() {
        return schemas.isComplete();
    }

    /** Call before rows are locked. @throws NotReadyException while records can't be encoded, as the registry was not reached yet */
    public void requireReady() {
        if (!isReady()) {
            throw new NotReadyException("The schema registry was not reached yet; try again in a moment.");
        }
    }

    /** The campaign's offer while it is live, else a tombstone. The campaign's row must be locked, which orders a key's records. */
    public void addOffer(Connection connection, Campaign campaign) throws SQLException {
        byte[] value = campaign.isLive() ? offers.serialize(null, OfferRecord.of(campaign)) : null;
        table.insert(
                connection,
                List.of(new Owed(
                        TopicCatalog.OFFERS_ACTIVE.name(), campaign.id().value(), value)));
    }

    public void addOutcomes(Connection connection, Collection<Outcome> created) throws SQLException {
        table.insert(connection, created.stream().map(this::owed).toList());
    }

    private Owed owed(Outcome outcome) {
        return new Owed(
                TopicCatalog.CAMPAIGN_OUTCOMES.name(),
                outcome.campaign() + "|" + outcome.actor(),
                outcomes.serialize(null, OutcomeRecord.of(outcome)));
    }
}
