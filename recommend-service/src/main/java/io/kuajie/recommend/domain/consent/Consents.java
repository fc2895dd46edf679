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

    private record Statement(
            boolean isGranted, Instant givenAt, @Nullable Instant expiresAt) {}

    private final Map<Key, Statement> statementByKey = new ConcurrentHashMap<>();

    /**
     * Takes a statement, unless a later one is known: one that was carried over from a former pseudonym may be read after it.
     *
     * @param expiresAt the first moment it no longer holds; null for never
     */
    public void put(LeafKey leaf, Purpose purpose, boolean isGranted, Instant givenAt, @Nullable Instant expiresAt) {
        Statement said = new Statement(isGranted, givenAt, expiresAt);
        statementByKey.merge(
                new Key(leaf, purpose), said, (known, now) -> known.givenAt.isAfter(now.givenAt) ? known : now);
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
