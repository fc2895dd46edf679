package io.kuajie.campaign.app.store;

import io.kuajie.campaign.domain.campaign.CampaignId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The keys under which callers asked for a creation, so that a repeated request creates nothing. */
@ApplicationScoped
public class IdempotencyTable {
    /** A caller's name for one creation. @param requestDigest of what was asked for, to tell a repetition from a mistake */
    public record Claim(String caller, String key, String requestDigest) {}

    /** What an earlier request under the same key led to. */
    public record Earlier(String requestDigest, CampaignId campaign) {}

    /**
     * Takes the key for a campaign about to be created, waiting for a transaction that holds it.
     *
     * @return the earlier use of the key; empty if it was free and is now taken
     */
    public Optional<Earlier> claim(Connection connection, Claim claim, CampaignId campaign, Instant now)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into idempotency (caller, key, request_digest, campaign_id, created_at)
                values (?, ?, ?, ?, ?) on conflict do nothing
                """)) {
            insert.setString(1, claim.caller());
            insert.setString(2, claim.key());
            insert.setString(3, claim.requestDigest());
            insert.setString(4, campaign.value());
            insert.setObject(5, Rows.time(now));
            return insert.executeUpdate() == 1 ? Optional.empty() : Optional.of(earlier(connection, claim));
        }
    }

    private static Earlier earlier(Connection connection, Claim claim) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select request_digest, campaign_id from idempotency where caller = ? and key = ?")) {
            select.setString(1, claim.caller());
            select.setString(2, claim.key());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Earlier(row.getString(1), new CampaignId(row.getString(2)));
            }
        }
    }
}
