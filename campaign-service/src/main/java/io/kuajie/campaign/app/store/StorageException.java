package io.kuajie.campaign.app.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The database refused or could not be reached. The message is the database's; it never holds a caller's values. */
public final class StorageException extends RuntimeException {
    private final @Nullable String state;

    StorageException(SQLException cause) {
        super("The database failed with state %s".formatted(cause.getSQLState()), cause);
        this.state = cause.getSQLState();
    }

    /** Whether another try may succeed: the database is away or short of something, or two transactions collided. */
    public boolean isPassing() {
        if (state == null) {
            return true;
        }
        return switch (state.substring(0, Math.min(2, state.length()))) {
            case "08", "40", "53", "57", "58" -> true;
            default -> false;
        };
    }
}
