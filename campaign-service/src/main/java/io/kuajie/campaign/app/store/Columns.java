package io.kuajie.campaign.app.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Many values of one sort turned into array parameters, a column each, for {@code unnest}: one statement for a batch. */
final class Columns<T> {
    private final Connection connection;
    private final List<T> values;

    Columns(Connection connection, Collection<T> values) {
        this.connection = connection;
        this.values = List.copyOf(values);
    }

    void text(PreparedStatement statement, int index, Function<T, ? extends @Nullable Object> value)
            throws SQLException {
        set(statement, index, "text", each -> {
            Object found = value.apply(each);
            return found == null ? null : found.toString();
        });
    }

    void time(PreparedStatement statement, int index, Function<T, Instant> value) throws SQLException {
        set(
                statement,
                index,
                "timestamptz",
                each -> Rows.time(value.apply(each)).toString());
    }

    void integer(PreparedStatement statement, int index, Function<T, Integer> value) throws SQLException {
        set(statement, index, "integer", value);
    }

    void bigint(PreparedStatement statement, int index, Function<T, ? extends @Nullable Long> value)
            throws SQLException {
        set(statement, index, "bigint", value);
    }

    private void set(PreparedStatement statement, int index, String type, Function<T, ? extends @Nullable Object> value)
            throws SQLException {
        Object[] column = new Object[values.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(values.get(i));
        }
        statement.setArray(index, connection.createArrayOf(type, column));
    }
}
