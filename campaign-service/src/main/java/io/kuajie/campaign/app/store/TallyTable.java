package io.kuajie.campaign.app.store;

import io.kuajie.campaign.domain.campaign.CampaignId;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * The table of running sums: what a count over served and outcome would give, without counting. Exact, because the sums grow in
 * the transactions that add the rows.
 */
@ApplicationScoped
public class TallyTable {
    /** One running sum. @param measure served, or the kind of an outcome @param currency empty where no money moves */
    public record Key(CampaignId campaign, String measure, String currency) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::campaign).thenComparing(Key::measure).thenComparing(Key::currency);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /** @param amount in minor units; wider than one event's amount can be */
    public record Sum(long count, BigInteger amount) {
        public Sum plus(Sum other) {
            return new Sum(count + other.count, amount.add(other.amount));
        }
    }

    /** Adds to the sums. Sorted, so that two transactions lock rows in one order. */
    public void add(Connection connection, SortedMap<Key, Sum> sums) throws SQLException {
        if (sums.isEmpty()) {
            return;
        }
        try (PreparedStatement upsert = connection.prepareStatement("""
                insert into tally (campaign_id, measure, currency, count, amount) values (?, ?, ?, ?, ?)
                on conflict (campaign_id, measure, currency)
                do update set count = tally.count + excluded.count, amount = tally.amount + excluded.amount
                """)) {
            for (Map.Entry<Key, Sum> sum : sums.entrySet()) {
                upsert.setString(1, sum.getKey().campaign().value());
                upsert.setString(2, sum.getKey().measure());
                upsert.setString(3, sum.getKey().currency());
                upsert.setLong(4, sum.getValue().count());
                upsert.setBigDecimal(5, new BigDecimal(sum.getValue().amount()));
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    /** A sum with its name. */
    public record Entry(Key key, Sum sum) {}

    public List<Entry> find(Connection connection, Collection<CampaignId> campaigns) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select campaign_id, measure, currency, count, amount from tally
                where campaign_id = any (?) order by campaign_id, measure, currency
                """)) {
            select.setArray(1, Rows.texts(select, campaigns));
            List<Entry> entries = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Key key = new Key(new CampaignId(rows.getString(1)), rows.getString(2), rows.getString(3));
                    entries.add(new Entry(
                            key, new Sum(rows.getLong(4), rows.getBigDecimal(5).toBigInteger())));
                }
            }
            return entries;
        }
    }
}
