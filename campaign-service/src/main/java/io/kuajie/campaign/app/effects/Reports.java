package io.kuajie.campaign.app.effects;

import io.kuajie.campaign.app.store.Database;
import io.kuajie.campaign.app.store.TallyTable;
import io.kuajie.campaign.app.store.TallyTable.Entry;
import io.kuajie.campaign.domain.campaign.CampaignId;
import io.kuajie.campaign.domain.effect.OutcomeKind;
import io.kuajie.campaign.domain.effect.Report;
import io.kuajie.kernel.Money;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What campaigns caused so far, as of the last committed batch. */
@ApplicationScoped
public class Reports {
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    private final Database database;
    private final TallyTable tallies;

    Reports(Database database, TallyTable tallies) {
        this.database = database;
        this.tallies = tallies;
    }

    public Report of(CampaignId campaign) {
        return of(List.of(campaign)).getOrDefault(campaign, Report.EMPTY);
    }

    /** Reports by campaign; those that caused nothing yet are left out. */
    public Map<CampaignId, Report> of(Collection<CampaignId> campaigns) {
        List<Entry> entries = database.transaction(connection -> tallies.find(connection, campaigns));
        return entries.stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.key().campaign(),
                        Collectors.collectingAndThen(Collectors.toList(), Reports::report)));
    }

    private static Report report(List<Entry> entries) {
        return new Report(
                count(entries, Effects.SERVED),
                count(entries, OutcomeKind.EXPOSURE.wireName()),
                count(entries, OutcomeKind.CLICK.wireName()),
                count(entries, OutcomeKind.ORDER.wireName()),
                count(entries, OutcomeKind.REFUND.wireName()),
                revenue(entries));
    }

    private static long count(List<Entry> entries, String measure) {
        return entries.stream()
                .filter(entry -> entry.key().measure().equals(measure))
                .mapToLong(entry -> entry.sum().count())
                .sum();
    }

    private static List<Money> revenue(List<Entry> entries) {
        Map<String, BigInteger> unitsByCurrency = new TreeMap<>();
        for (Entry entry : entries) {
            String measure = entry.key().measure();
            boolean movesMoney =
                    measure.equals(OutcomeKind.ORDER.wireName()) || measure.equals(OutcomeKind.REFUND.wireName());
            if (movesMoney && !entry.key().currency().isEmpty()) {
                unitsByCurrency.merge(entry.key().currency(), entry.sum().amount(), BigInteger::add);
            }
        }
        return unitsByCurrency.entrySet().stream()
                .map(units ->
                        new Money(units.getValue().min(MOST).max(MOST.negate()).longValueExact(), units.getKey()))
                .toList();
    }
}
