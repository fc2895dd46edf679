package io.kuajie.recommend.domain.consent;

import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.Purpose;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What leaves said about each purpose. Thread-safe. */
public final class Consents {
    /** Whether somebody agreed. */
    public enum Standing {
        GRANTED,
        REFUSED,
        /** Nothing was said, or it has expired. */
        UNKNOWN
    }

    private record Key(LeafKey leaf, Purpose purpose) {}

    private record Statement(boolean isGranted, @Nullable Instant expiresAt) {}

    private final Map<Key, Statement> statementByKey = new ConcurrentHashMap<>();

    /** @param expiresAt the first moment it no longer holds; null for never */
    public void put(LeafKey leaf, Purpose purpose, boolean isGranted, @Nullable Instant expiresAt) {
        statementByKey.put(new Key(leaf, purpose), new Statement(isGranted, expiresAt));
    }

    public void remove(LeafKey leaf, Purpose purpose) {
        statementByKey.remove(new Key(leaf, purpose));
    }

    public Standing standing(LeafKey leaf, Purpose purpose, Instant now) {
        Statement statement = statementByKey.get(new Key(leaf, purpose));
        if (statement == null) {
            return Standing.UNKNOWN;
        }
        if (!statement.isGranted) {
            return Standing.REFUSED;
        }
        boolean expired = statement.expiresAt != null && !now.isBefore(statement.expiresAt);
        return expired ? Standing.UNKNOWN : Standing.GRANTED;
    }
}
