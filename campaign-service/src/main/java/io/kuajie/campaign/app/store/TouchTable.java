package io.kuajie.campaign.app.store;

import io.kuajie.campaign.domain.effect.OutcomeKind;
import io.kuajie.campaign.domain.effect.Touch;
import io.kuajie.kernel.Money;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

/** The table of events that answer a list. */
@ApplicationScoped
public class TouchTable {
    /** Keeps these events; those already known, by position, stay as they are. */
    public void insert(Connection connection, Collection<Touch> touches) throws SQLException {
        Columns<Touch> columns = new Columns<>(connection, touches);
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into touch (raw_partition, raw_offset, request_id, action, kind, partner, leaf, item, amount,
                    currency, occurred_at)
                select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict do nothing
                """)) {
            columns.integer(insert, 1, touch -> touch.position().partition());
            columns.bigint(insert, 2, touch -> touch.position().offset());
            columns.text(insert, 3, Touch::request);
            columns.text(insert, 4, Touch::action);
            columns.text(
                    insert, 5, touch -> touch.kind().map(OutcomeKind::wireName).orElse(null));
            columns.text(insert, 6, touch -> touch.leaf().partner());
            columns.text(insert, 7, Touch::leaf);
            columns.text(insert, 8, Touch::item);
            columns.bigint(insert, 9, touch -> touch.movedAmount() instanceof Money money ? money.minorUnits() : null);
            columns.text(insert, 10, touch -> touch.movedAmount() instanceof Money money ? money.currency() : null);
            columns.time(insert, 11, Touch::occurredAt);
            insert.executeUpdate();
        }
    }
}
