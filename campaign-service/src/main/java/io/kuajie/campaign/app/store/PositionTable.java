package io.kuajie.campaign.app.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** How far each partition of the topics read has been taken in; changes in the transactions that take records in. */
@ApplicationScoped
public class PositionTable {
    /** The next offset to read; 0, now on record, for a partition that was never read. */
    public long find(Connection connection, String topic, int partition) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into consumer_position (topic, partition, next_offset) values (?, ?, 0)
                on conflict do nothing
                """)) {
            insert.setString(1, topic);
            insert.setInt(2, partition);
            insert.executeUpdate();
        }
        return select(
                connection,
                topic,
                partition,
                "select next_offset from consumer_position where topic = ? and partition = ?");
    }

    /** As {@link #find}, and nobody else takes records of the partition in until the transaction ends. */
    public long lock(Connection connection, String topic, int partition) throws SQLException {
        return select(
                connection,
                topic,
                partition,
                "select next_offset from consumer_position where topic = ? and partition = ? for update");
    }

    public void advance(Connection connection, String topic, int partition, long nextOffset) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update consumer_position set next_offset = ? where topic = ? and partition = ?")) {
            update.setLong(1, nextOffset);
            update.setString(2, topic);
            update.setInt(3, partition);
            update.executeUpdate();
        }
    }

    private static long select(Connection connection, String topic, int partition, String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, topic);
            select.setInt(2, partition);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("No position is on record for %s-%d.".formatted(topic, partition));
                }
                return row.getLong(1);
            }
        }
    }
}
