package io.kuajie.ingest.domain.keys;

import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.ingest.domain.event.EventTime;
import io.kuajie.ingest.domain.form.FieldReader;
import io.kuajie.ingest.domain.form.Form;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what key is to be issued, or how one is to be rotated. */
public final class KeyForm {
    private static final Duration LONGEST_GRACE = Duration.ofDays(90);
    private static final Duration USUAL_GRACE = Duration.ofHours(24);
    private static final int MOST_SCOPES = 20;

    private final Map<String, Set<String>> scopesByKind;

    /** @param scopesByKind what each kind of key, write or storefront, may be limited to */
    public KeyForm(Map<String, Set<String>> scopesByKind) {
        this.scopesByKind = Map.copyOf(scopesByKind);
    }

    /**
     * A key to issue.
     *
     * @param kind write or storefront
     * @param scopes what it may do; empty for all that its kind may
     * @param expiresAt null where it holds until it is revoked
     */
    public record Wanted(
            String kind,
            Set<String> scopes,
            @Nullable String label,
            @Nullable Instant expiresAt) {}

    /** The key to issue. @param now when it is asked for */
    public Form<Wanted> parse(JsonNode body, Instant now) {
        FieldReader in = FieldReader.of(body, "");
        String kind = in.requiredText("kind", 20);
        Set<String> allowed = scopesByKind.get(kind);
        if (allowed == null && !kind.isEmpty()) {
            in.fault("kind", "must be one of " + new TreeSet<>(scopesByKind.keySet()));
        }
        List<String> scopes = in.texts("scopes", MOST_SCOPES);
        for (String scope : scopes) {
            if (allowed != null && !allowed.contains(scope)) {
                in.fault("scopes", "may name %s".formatted(new TreeSet<>(allowed)));
            }
        }
        String label = in.text("label", 100);
        Instant expiresAt = expiry(in, now);
        return in.make(() -> new Wanted(kind, new TreeSet<>(scopes), label, expiresAt));
    }

    /** How long the old key stays valid beside the new one. */
    public static Form<Duration> parseGrace(JsonNode body) {
        FieldReader in = FieldReader.of(body, "");
        String text = in.text("grace", 20);
        Duration grace = text == null ? USUAL_GRACE : duration(text);
        if (grace == null || grace.isNegative() || grace.compareTo(LONGEST_GRACE) > 0) {
            in.fault("grace", "must be an ISO 8601 duration of at most 90 days, such as PT24H");
        }
        return in.make(() -> java.util.Objects.requireNonNull(grace));
    }

    private static @Nullable Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static @Nullable Instant expiry(FieldReader in, Instant now) {
        String text = in.text("expiresAt", 40);
        if (text == null) {
            return null;
        }
        OptionalLong at = EventTime.parse(text);
        if (at.isEmpty() || at.getAsLong() <= now.toEpochMilli()) {
            in.fault("expiresAt", "must be an RFC 3339 time that lies ahead, such as 2030-01-01T00:00:00Z");
            return null;
        }
        return Instant.ofEpochMilli(at.getAsLong());
    }
}
