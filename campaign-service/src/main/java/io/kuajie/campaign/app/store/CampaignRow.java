package io.kuajie.campaign.app.store;

import io.kuajie.campaign.domain.campaign.Campaign;
import io.kuajie.campaign.domain.campaign.CampaignId;
import io.kuajie.campaign.domain.campaign.Discount;
import io.kuajie.campaign.domain.campaign.Discount.AmountOff;
import io.kuajie.campaign.domain.campaign.Discount.PercentOff;
import io.kuajie.campaign.domain.campaign.Kind;
import io.kuajie.campaign.domain.campaign.Period;
import io.kuajie.campaign.domain.campaign.State;
import io.kuajie.campaign.domain.campaign.Terms;
import io.kuajie.kernel.Domain;
import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.PartnerId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/** A campaign as a row. */
final class CampaignRow {
    private CampaignRow() {}

    /** Sets the columns from name to updated_at, then the id. @return the index after them */
    static int set(PreparedStatement statement, Campaign campaign) throws SQLException {
        int next = setTerms(statement, campaign.terms());
        statement.setString(next++, campaign.state().wireName());
        statement.setString(
                next++,
                Rows.json(campaign.approvals().entrySet().stream()
                        .collect(Collectors.toMap(
                                approval -> approval.getKey().value(),
                                approval -> approval.getValue().toString()))));
        statement.setLong(next++, campaign.version());
        statement.setObject(next++, Rows.time(campaign.updatedAt()));
        statement.setString(next++, campaign.id().value());
        return next;
    }

    static Campaign read(ResultSet row) throws SQLException {
        return new Campaign(
                new CampaignId(row.getString("id")),
                terms(row),
                State.parse(row.getString("state")),
                approvals(Rows.json(row, "approvals")),
                row.getLong("version"),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"));
    }

    private static int setTerms(PreparedStatement statement, Terms terms) throws SQLException {
        int next = 1;
        statement.setString(next++, terms.name());
        statement.setString(next++, terms.kind().wireName());
        statement.setString(next++, terms.issuer().value());
        statement.setString(next++, terms.host().value());
        statement.setString(next++, terms.domain().value());
        statement.setArray(next++, Rows.texts(statement, terms.items()));
        statement.setArray(next++, Rows.texts(statement, terms.clusters()));
        statement.setString(next++, terms.target());
        next = setDiscount(statement, next, terms.discount());
        next = Rows.set(statement, next, terms.minimumSpend());
        statement.setString(next++, Rows.json(terms.titles()));
        statement.setInt(next++, terms.priority());
        statement.setObject(next++, Rows.time(terms.period().startsAt()));
        statement.setObject(next++, Rows.time(terms.period().endsAt()));
        return next;
    }

    private static int setDiscount(PreparedStatement statement, int index, Discount discount) throws SQLException {
        switch (discount) {
            case PercentOff(double percent) -> {
                statement.setDouble(index, percent);
                return Rows.set(statement, index + 1, null);
            }
            case AmountOff(var amount) -> {
                statement.setNull(index, Types.DOUBLE);
                return Rows.set(statement, index + 1, amount);
            }
        }
    }

    private static Terms terms(ResultSet row) throws SQLException {
        return new Terms(
                row.getString("name"),
                Kind.parse(row.getString("kind")),
                new PartnerId(row.getString("issuer")),
                new PartnerId(row.getString("host")),
                new Domain(row.getString("domain")),
                Rows.texts(row, "items").stream().map(ItemKey::parse).toList(),
                Rows.texts(row, "clusters"),
                row.getString("target"),
                discount(row),
                Rows.money(row, "minimum_spend", "minimum_spend_currency"),
                Rows.json(row, "titles"),
                row.getInt("priority"),
                new Period(Rows.instant(row, "starts_at"), Rows.instant(row, "ends_at")));
    }

    private static Discount discount(ResultSet row) throws SQLException {
        var amount = Rows.money(row, "amount_off", "amount_off_currency");
        return amount == null ? new PercentOff(row.getDouble("percent_off")) : new AmountOff(amount);
    }

    private static Map<PartnerId, Instant> approvals(Map<String, String> atByPartner) {
        return atByPartner.entrySet().stream()
                .collect(Collectors.toMap(
                        approval -> new PartnerId(approval.getKey()), approval -> Instant.parse(approval.getValue())));
    }
}
