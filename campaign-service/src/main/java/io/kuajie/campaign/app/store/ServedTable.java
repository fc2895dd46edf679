package io.kuajie.campaign.app.store;

import io.kuajie.campaign.domain.campaign.CampaignId;
import io.kuajie.campaign.domain.effect.ServedOffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** The table of places in served lists that carried an offer. */
@ApplicationScoped
public class ServedTable {
    /** A list that carried a campaign's offer, in however many places. */
    public record Listed(String request, CampaignId campaign) {}

    /** Keeps these places. @return the lists that were not known before */
    public Set<Listed> insert(Connection connection, Collection<ServedOffer> offers) throws SQLException {
        Columns<ServedOffer> columns = new Columns<>(connection, offers);
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into served (request_id, campaign_id, item, partner, leaf, person, served_at)
                select * from unnest(?, ?, ?, ?, ?, ?, ?)
                on conflict do nothing returning request_id, campaign_id
                """)) {
            columns.text(insert, 1, ServedOffer::request);
            columns.text(insert, 2, ServedOffer::campaign);
            columns.text(insert, 3, ServedOffer::item);
            columns.text(insert, 4, ServedOffer::partner);
            columns.text(insert, 5, ServedOffer::leaf);
            columns.text(insert, 6, ServedOffer::person);
            columns.time(insert, 7, ServedOffer::servedAt);
            return lists(insert);
        }
    }

    private static Set<Listed> lists(PreparedStatement insert) throws SQLException {
        Set<Listed> lists = new LinkedHashSet<>();
        try (ResultSet rows = insert.executeQuery()) {
            while (rows.next()) {
                lists.add(new Listed(rows.getString(1), new CampaignId(rows.getString(2))));
            }
        }
        return lists;
    }
}
