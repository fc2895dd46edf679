package io.kuajie.campaign.app.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The rows about one leaf, in the tables that name leaves. */
@ApplicationScoped
public class PersonalRows {
    /** Stands where a leaf stood. */
    private static final String NOBODY = "erased:erased";

    /** What happened, as far as it is kept. */
    public record Kept(List<Answer> answers, long served) {
        public boolean isEmpty() {
            return answers.isEmpty() && served == 0;
        }
    }

    /** An event that answered a list. */
    public record Answer(String action, String item, String at) {}

    public Kept of(Connection connection, String leaf) throws SQLException {
        List<Answer> answers = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select action, coalesce(item, ''), occurred_at from touch where leaf = ? order by occurred_at")) {
            select.setString(1, leaf);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    answers.add(new Answer(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getTimestamp(3).toInstant().toString()));
                }
            }
        }
        try (PreparedStatement count =
                connection.prepareStatement("select count(*) from served where leaf = ? or person = ?")) {
            count.setString(1, leaf);
            count.setString(2, leaf);
            try (ResultSet rows = count.executeQuery()) {
                rows.next();
                return new Kept(answers, rows.getLong(1));
            }
        }
    }

    /** Takes the leaf out of all rows. @return how many */
    public int forget(Connection connection, String leaf) throws SQLException {
        int rows = 0;
        for (String change : List.of(
                "update served set leaf = null where leaf = ?",
                "update served set person = null where person = ?",
                "update outcome set person = null where person = ?",
                "update touch set leaf = '" + NOBODY + "' where leaf = ?",
                "update outcome set leaf = '" + NOBODY + "' where leaf = ?")) {
            try (PreparedStatement update = connection.prepareStatement(change)) {
                update.setString(1, leaf);
                rows += update.executeUpdate();
            }
        }
        return rows;
    }
}
