package io.kuajie.campaign.app.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Keeps writers of served lists and writers of touches apart, while any number of the same sort go on together. Whoever comes
 * second must see what the first wrote, or neither would create the outcome.
 *
 * <p>Two sorts that exclude each other but not themselves are what PostgreSQL's table locks SHARE and ROW EXCLUSIVE are; the
 * table is empty and only lends its lock. Waiters are served in order, so neither sort starves.
 */
@ApplicationScoped
public class EffectGate {
    /** Lets this transaction write served lists. */
    public void enterAsServed(Connection connection) throws SQLException {
        enter(connection, "lock table effect_gate in share mode");
    }

    /** Lets this transaction write touches. */
    public void enterAsTouch(Connection connection) throws SQLException {
        enter(connection, "lock table effect_gate in row exclusive mode");
    }

    private static void enter(Connection connection, String sql) throws SQLException {
        try (Statement lock = connection.createStatement()) {
            lock.execute(sql);
        }
    }
}
