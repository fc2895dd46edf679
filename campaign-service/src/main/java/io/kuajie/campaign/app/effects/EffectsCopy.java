package io.kuajie.campaign.app.effects;

import io.kuajie.campaign.app.store.Database;
import io.kuajie.campaign.app.store.PersonalRows;
import io.kuajie.edge.PersonalCopy;
import io.kuajie.kernel.LeafKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What this service keeps of people, as far as demands go: rows about lists, events and outcomes. Their sums stay, and the rows lose
 * whom they are about.
 */
@ApplicationScoped
class EffectsCopy implements PersonalCopy {
    /** What was on its way when the demand was made has been written by then. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(5);

    private final Database database;
    private final PersonalRows rows;
    private final Clock clock;

    EffectsCopy(Database database, PersonalRows rows, Clock clock) {
        this.database = database;
        this.rows = rows;
        this.clock = clock;
    }

    @Override
    public String store() {
        return "effects";
    }

    @Override
    public boolean isGone(LeafKey leaf, Instant demandedAt) {
        if (clock.instant().isBefore(demandedAt.plus(ON_ITS_WAY))) {
            return false;
        }
        database.transaction(connection -> rows.forget(connection, leaf.toString()));
        return true;
    }

    @Override
    public @Nullable Object export(LeafKey leaf) {
        PersonalRows.Kept kept = database.transaction(connection -> rows.of(connection, leaf.toString()));
        return kept.isEmpty() ? null : kept;
    }
}
