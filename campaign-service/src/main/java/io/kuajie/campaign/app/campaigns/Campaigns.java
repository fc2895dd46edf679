package io.kuajie.campaign.app.campaigns;

import io.kuajie.campaign.app.outbox.Outbox;
import io.kuajie.campaign.app.outbox.OutboxPublisher;
import io.kuajie.campaign.app.store.CampaignTable;
import io.kuajie.campaign.app.store.Database;
import io.kuajie.campaign.app.store.IdempotencyTable;
import io.kuajie.campaign.app.store.IdempotencyTable.Claim;
import io.kuajie.campaign.app.store.IdempotencyTable.Earlier;
import io.kuajie.campaign.domain.campaign.Campaign;
import io.kuajie.campaign.domain.campaign.CampaignId;
import io.kuajie.campaign.domain.campaign.Decision;
import io.kuajie.campaign.domain.campaign.Decision.Changed;
import io.kuajie.campaign.domain.campaign.Decision.Refused;
import io.kuajie.campaign.domain.campaign.Decision.Unchanged;
import io.kuajie.campaign.domain.campaign.Terms;
import io.kuajie.kernel.PartnerId;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The campaigns on record. A change and what it owes to offers.active are one transaction. */
@ApplicationScoped
public class Campaigns {
    private static final int DUE_AT_A_TIME = 100;

    private final Database database;
    private final CampaignTable table;
    private final IdempotencyTable idempotency;
    private final Outbox outbox;
    private final OutboxPublisher publisher;
    private final Clock clock;
    private final RandomGenerator random = new SecureRandom();

    Campaigns(
            Database database,
            CampaignTable table,
            IdempotencyTable idempotency,
            Outbox outbox,
            OutboxPublisher publisher,
            Clock clock) {
        this.database = database;
        this.table = table;
        this.idempotency = idempotency;
        this.outbox = outbox;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** The moment it is, as precisely as it can be kept. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** What came of a request to create. */
    public sealed interface Creation {
        record Created(Campaign campaign) implements Creation {}

        /** The same request was answered before with this campaign. */
        record Repeated(Campaign campaign) implements Creation {}

        /** The key was used before for something else. */
        record KeyReused() implements Creation {}
    }

    /** Creates a draft. @param claim null where the caller gave no idempotency key */
    public Creation create(Terms terms, @Nullable Claim claim) {
        Instant now = now();
        Campaign campaign = Campaign.draft(CampaignId.of(now, random), terms, now);
        return database.transaction(connection -> {
            Optional<Earlier> earlier =
                    claim == null ? Optional.empty() : idempotency.claim(connection, claim, campaign.id(), now);
            if (earlier.isPresent() && claim != null) {
                return repeated(connection, claim, earlier.get());
            }
            table.insert(connection, campaign);
            return new Creation.Created(campaign);
        });
    }

    public Optional<Campaign> find(CampaignId id) {
        return database.transaction(connection -> table.find(connection, id));
    }

    /** As {@link CampaignTable#page}. */
    public List<Campaign> page(@Nullable PartnerId party, @Nullable CampaignId before, int limit) {
        return database.transaction(connection -> table.page(connection, party, before, limit));
    }

    /** Asks a campaign to change. @return the decision, kept if it is a change; empty if there is no such campaign */
    public Optional<Decision> change(CampaignId id, BiFunction<Campaign, Instant, Decision> request) {
        outbox.requireReady();
        Instant now = now();
        Optional<Decision> decision = database.transaction(connection -> {
            Optional<Campaign> found = table.lock(connection, id);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(keep(connection, found.get(), request.apply(found.get(), now)));
        });
        publisher.signal();
        return decision;
    }

    /** Starts and ends what time says should be. @return whether there may be more to do */
    public boolean tick() {
        if (!outbox.isReady()) {
            return false;
        }
        Instant now = now();
        int due = database.transaction(connection -> {
            List<Campaign> campaigns = table.lockDue(connection, now, DUE_AT_A_TIME);
            for (Campaign campaign : campaigns) {
                keep(connection, campaign, campaign.tick(now));
            }
            return campaigns.size();
        });
        if (due > 0) {
            publisher.signal();
        }
        return due == DUE_AT_A_TIME;
    }

    private Decision keep(Connection connection, Campaign before, Decision decision) throws SQLException {
        switch (decision) {
            case Changed(Campaign after) -> {
                table.update(connection, after);
                if (before.isLive() || after.isLive()) {
                    outbox.addOffer(connection, after);
                }
            }
            case Unchanged _, Refused _ -> {
                // Nothing to keep.
            }
        }
        return decision;
    }

    private Creation repeated(Connection connection, Claim claim, Earlier earlier) throws SQLException {
        if (!earlier.requestDigest().equals(claim.requestDigest())) {
            return new Creation.KeyReused();
        }
        return new Creation.Repeated(table.find(connection, earlier.campaign()).orElseThrow());
    }
}
