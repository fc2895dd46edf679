package io.kuajie.campaign.app.store;

import io.kuajie.campaign.domain.campaign.CampaignId;
import io.kuajie.campaign.domain.effect.Outcome;
import io.kuajie.campaign.domain.effect.OutcomeKind;
import io.kuajie.campaign.domain.effect.RequestId;
import io.kuajie.campaign.domain.effect.Touch;
import io.kuajie.kernel.SourcePosition;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The table of touches that count for a campaign. A touch counts when its list carried the campaign's offer at the touch's
 * item (or anywhere, for an exposure or click that names no item), when it came within the attribution window, and when it
 * happened at one of the campaign's partners.
 */
@ApplicationScoped
public class OutcomeTable {
    private static final String ATTRIBUTE = """
            insert into outcome (raw_partition, raw_offset, campaign_id, kind, request_id, leaf, person, item, amount,
                currency, occurred_at)
            select distinct on (t.raw_partition, t.raw_offset, s.campaign_id)
                t.raw_partition, t.raw_offset, s.campaign_id, t.kind, t.request_id, t.leaf, s.person, t.item, t.amount,
                t.currency, t.occurred_at
            from %s
            join campaign c on c.id = s.campaign_id and t.partner in (c.issuer, c.host)
            where (s.item = t.item or (t.item is null and t.kind in (%s)))
              and t.kind is not null
              and t.occurred_at < s.served_at + make_interval(secs => ?)
            order by t.raw_partition, t.raw_offset, s.campaign_id
            on conflict do nothing returning *
            """;

    private static final String OF_TOUCHES = sql("""
            unnest(?, ?) as batch (raw_partition, raw_offset)
            join touch t using (raw_partition, raw_offset)
            join served s on s.request_id = t.request_id
            """);

    private static final String OF_REQUESTS = sql("""
            unnest(?) as batch (request_id)
            join served s on s.request_id = batch.request_id
            join touch t on t.request_id = batch.request_id
            """);

    /** Creates what these touches, now kept, are outcomes of. @return the new ones */
    public List<Outcome> attributeTouches(Connection connection, Collection<Touch> touches, Duration window)
            throws SQLException {
        Columns<Touch> columns = new Columns<>(connection, touches);
        try (PreparedStatement insert = connection.prepareStatement(OF_TOUCHES)) {
            columns.integer(insert, 1, touch -> touch.position().partition());
            columns.bigint(insert, 2, touch -> touch.position().offset());
            insert.setDouble(3, window.toSeconds());
            return read(insert);
        }
    }

    /** Creates the outcomes of touches that came before their list did. @return the new ones */
    public List<Outcome> attributeRequests(Connection connection, Collection<RequestId> requests, Duration window)
            throws SQLException {
        Columns<RequestId> columns = new Columns<>(connection, requests);
        try (PreparedStatement insert = connection.prepareStatement(OF_REQUESTS)) {
            columns.text(insert, 1, RequestId::value);
            insert.setDouble(2, window.toSeconds());
            return read(insert);
        }
    }

    private static String sql(String from) {
        String wholeListKinds = Arrays.stream(OutcomeKind.values())
                .filter(OutcomeKind::countsForWholeList)
                .map(kind -> "'" + kind.wireName() + "'")
                .collect(Collectors.joining(", "));
        return ATTRIBUTE.formatted(from.strip(), wholeListKinds);
    }

    private static List<Outcome> read(PreparedStatement insert) throws SQLException {
        List<Outcome> outcomes = new ArrayList<>();
        try (ResultSet rows = insert.executeQuery()) {
            while (rows.next()) {
                outcomes.add(outcome(rows));
            }
        }
        return outcomes;
    }

    private static Outcome outcome(ResultSet row) throws SQLException {
        return new Outcome(
                new CampaignId(row.getString("campaign_id")),
                OutcomeKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                new SourcePosition(row.getInt("raw_partition"), row.getLong("raw_offset")),
                new RequestId(row.getString("request_id")),
                row.getString("leaf"),
                row.getString("person"),
                row.getString("item"),
                Rows.money(row, "amount", "currency"),
                Rows.instant(row, "occurred_at"));
    }
}
