package io.kuajie.campaign.app.intake;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Where the records of a topic go, as the domain speaks of them. */
@FunctionalInterface
interface Sink<T> {
    /** Stores a batch in the transaction that also moves the position. Repeated records must change nothing. */
    void store(Connection connection, List<T> records) throws SQLException;
}
