package io.kuajie.campaign.app.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kuajie.kernel.Money;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How values of ours stand in columns. */
final class Rows {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private Rows() {}

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static Array texts(PreparedStatement statement, Collection<?> values) throws SQLException {
        return statement
                .getConnection()
                .createArrayOf("text", values.stream().map(String::valueOf).toArray());
    }

    static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    static String json(Map<String, String> texts) {
        try {
            return JSON.writeValueAsString(texts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A map of texts could not be written as JSON.", e);
        }
    }

    static Map<String, String> json(ResultSet row, String column) throws SQLException {
        try {
            return JSON.readValue(row.getString(column), TEXTS);
        } catch (JsonProcessingException e) {
            throw new SQLException("Column %s holds no map of texts.".formatted(column), e);
        }
    }

    /** Sets two columns, amount and currency. @return the index after them */
    static int set(PreparedStatement statement, int index, @Nullable Money money) throws SQLException {
        statement.setObject(index, money == null ? null : money.minorUnits(), Types.BIGINT);
        statement.setString(index + 1, money == null ? null : money.currency());
        return index + 2;
    }

    static @Nullable Money money(ResultSet row, String amount, String currency) throws SQLException {
        String code = row.getString(currency);
        return code == null ? null : new Money(row.getLong(amount), code);
    }
}
