package io.kuajie.campaign.app.store;

import io.kuajie.campaign.domain.campaign.Campaign;
import io.kuajie.campaign.domain.campaign.CampaignId;
import io.kuajie.kernel.PartnerId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table of campaigns. */
@ApplicationScoped
public class CampaignTable {
    public void insert(Connection connection, Campaign campaign) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into campaign (name, kind, issuer, host, domain, items, clusters, target, percent_off,
                    amount_off, amount_off_currency, minimum_spend, minimum_spend_currency, titles, priority,
                    starts_at, ends_at, state, approvals, version, updated_at, id, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?)
                """)) {
            int next = CampaignRow.set(insert, campaign);
            insert.setObject(next, Rows.time(campaign.createdAt()));
            insert.executeUpdate();
        }
    }

    public void update(Connection connection, Campaign campaign) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update campaign set name = ?, kind = ?, issuer = ?, host = ?, domain = ?, items = ?, clusters = ?,
                    target = ?, percent_off = ?, amount_off = ?, amount_off_currency = ?, minimum_spend = ?,
                    minimum_spend_currency = ?, titles = ?::jsonb, priority = ?, starts_at = ?, ends_at = ?,
                    state = ?, approvals = ?::jsonb, version = ?, updated_at = ?
                where id = ?
                """)) {
            CampaignRow.set(update, campaign);
            update.executeUpdate();
        }
    }

    public Optional<Campaign> find(Connection connection, CampaignId id) throws SQLException {
        return one(connection, id, "select * from campaign where id = ?");
    }

    /** As {@link #find}, and nobody else changes it until the transaction ends. */
    public Optional<Campaign> lock(Connection connection, CampaignId id) throws SQLException {
        return one(connection, id, "select * from campaign where id = ? for update");
    }

    /**
     * The newest campaigns first.
     *
     * @param party whose campaigns, as issuer or host; null for everybody's
     * @param before where the page before ended; null for the first page
     */
    public List<Campaign> page(Connection connection, @Nullable PartnerId party, @Nullable CampaignId before, int limit)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select * from campaign
                where (?::text is null or issuer = ? or host = ?) and (?::text is null or id < ?)
                order by id desc limit ?
                """)) {
            String partner = party == null ? null : party.value();
            String end = before == null ? null : before.value();
            select.setString(1, partner);
            select.setString(2, partner);
            select.setString(3, partner);
            select.setString(4, end);
            select.setString(5, end);
            select.setInt(6, limit);
            return read(select);
        }
    }

    /** Campaigns that time should start or end, locked; those another instance works on are left out. */
    public List<Campaign> lockDue(Connection connection, Instant now, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select * from campaign
                where (state in ('approved', 'scheduled') and starts_at <= ?)
                   or (state in ('approved', 'scheduled', 'running', 'paused') and ends_at <= ?)
                order by id limit ? for update skip locked
                """)) {
            select.setObject(1, Rows.time(now));
            select.setObject(2, Rows.time(now));
            select.setInt(3, limit);
            return read(select);
        }
    }

    private static Optional<Campaign> one(Connection connection, CampaignId id, String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, id.value());
            return read(select).stream().findFirst();
        }
    }

    private static List<Campaign> read(PreparedStatement select) throws SQLException {
        List<Campaign> campaigns = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                campaigns.add(CampaignRow.read(rows));
            }
        }
        return campaigns;
    }
}
