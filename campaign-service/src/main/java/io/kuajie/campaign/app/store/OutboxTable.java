package io.kuajie.campaign.app.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of records that are owed to topics. */
@ApplicationScoped
public class OutboxTable {
    /** Names the lock that keeps publishers apart, on any instance. */
    private static final long PUBLISHER_LOCK = 0x6b75616a6965L;

    /** @param topic the topic's name in the catalogue @param value encoded; null for a tombstone */
    public record Owed(String topic, String key, byte @Nullable [] value) {}

    /** A row as it is to be sent. */
    public record Row(long id, Owed owed) {}

    public void insert(Connection connection, Collection<Owed> records) throws SQLException {
        if (records.isEmpty()) {
            return;
        }
        try (PreparedStatement insert =
                connection.prepareStatement("insert into outbox (topic, key, value) values (?, ?, ?)")) {
            for (Owed owed : records) {
                insert.setString(1, owed.topic());
                insert.setString(2, owed.key());
                insert.setBytes(3, owed.value());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Whether this transaction is now the only publisher. A second one would break the order of a key's records. */
    public boolean becomePublisher(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("select pg_try_advisory_xact_lock(?)")) {
            lock.setLong(1, PUBLISHER_LOCK);
            try (ResultSet row = lock.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** The oldest rows, locked, oldest first. */
    public List<Row> take(Connection connection, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select id, topic, key, value from outbox order by id limit ? for update skip locked")) {
            select.setInt(1, limit);
            List<Row> taken = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    taken.add(
                            new Row(rows.getLong(1), new Owed(rows.getString(2), rows.getString(3), rows.getBytes(4))));
                }
            }
            return taken;
        }
    }

    public void delete(Connection connection, Collection<Row> rows) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from outbox where id = any (?)")) {
            delete.setArray(
                    1,
                    connection.createArrayOf(
                            "bigint", rows.stream().map(Row::id).toArray()));
            delete.executeUpdate();
        }
    }
}
