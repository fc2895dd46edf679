package io.kuajie.campaign.app.effects;

import io.kuajie.campaign.app.outbox.Outbox;
import io.kuajie.campaign.app.settings.CampaignSettings;
import io.kuajie.campaign.app.store.EffectGate;
import io.kuajie.campaign.app.store.OutcomeTable;
import io.kuajie.campaign.app.store.ServedTable;
import io.kuajie.campaign.app.store.TallyTable;
import io.kuajie.campaign.app.store.TallyTable.Key;
import io.kuajie.campaign.app.store.TallyTable.Sum;
import io.kuajie.campaign.app.store.TouchTable;
import io.kuajie.campaign.domain.effect.Outcome;
import io.kuajie.campaign.domain.effect.RequestId;
import io.kuajie.campaign.domain.effect.ServedOffer;
import io.kuajie.campaign.domain.effect.Touch;
import io.kuajie.kernel.Money;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Joins served lists with the events that answer them. Whichever comes second creates the outcome, and an outcome is created
 * once however often its causes are repeated: every row's key is the identity of what it tells.
 *
 * <p>Methods work in the caller's transaction.
 */
@ApplicationScoped
public class Effects {
    /** The measure of lists that carried an offer; the other measures are the kinds of outcomes. */
    static final String SERVED = "served";

    private final EffectGate gate;
    private final ServedTable served;
    private final TouchTable touches;
    private final OutcomeTable outcomes;
    private final TallyTable tallies;
    private final Outbox outbox;
    private final Duration window;

    Effects(
            EffectGate gate,
            ServedTable served,
            TouchTable touches,
            OutcomeTable outcomes,
            TallyTable tallies,
            Outbox outbox,
            CampaignSettings settings) {
        this.gate = gate;
        this.served = served;
        this.touches = touches;
        this.outcomes = outcomes;
        this.tallies = tallies;
        this.outbox = outbox;
        this.window = settings.attributionWindow();
    }

    /** Takes served places in. */
    public void addServed(Connection connection, Collection<ServedOffer> offers) throws SQLException {
        if (offers.isEmpty()) {
            return;
        }
        outbox.requireReady();
        gate.enterAsServed(connection);
        SortedMap<Key, Sum> sums = new TreeMap<>();
        for (ServedTable.Listed list : served.insert(connection, offers)) {
            add(sums, new Key(list.campaign(), SERVED, ""), BigInteger.ZERO);
        }
        Set<RequestId> requests =
                Set.copyOf(offers.stream().map(ServedOffer::request).toList());
        finish(connection, outcomes.attributeRequests(connection, requests, window), sums);
    }

    /** Takes events in. */
    public void addTouches(Connection connection, Collection<Touch> events) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        outbox.requireReady();
        gate.enterAsTouch(connection);
        touches.insert(connection, events);
        finish(connection, outcomes.attributeTouches(connection, events, window), new TreeMap<>());
    }

    private void finish(Connection connection, List<Outcome> created, SortedMap<Key, Sum> sums) throws SQLException {
        for (Outcome outcome : created) {
            Money amount = outcome.amount();
            String measure = outcome.kind().wireName();
            add(
                    sums,
                    new Key(outcome.campaign(), measure, amount == null ? "" : amount.currency()),
                    amount == null ? BigInteger.ZERO : BigInteger.valueOf(amount.minorUnits()));
        }
        tallies.add(connection, sums);
        outbox.addOutcomes(connection, created);
    }

    private static void add(SortedMap<Key, Sum> sums, Key key, BigInteger amount) {
        sums.merge(key, new Sum(1, amount), Sum::plus);
    }
}
