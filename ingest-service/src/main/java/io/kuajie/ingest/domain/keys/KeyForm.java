package io.kuajie.ingest.domain.keys;

import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.ingest.domain.event.EventTime;
import io.kuajie.ingest.domain.form.FieldReader;
import io.kuajie.ingest.domain.form.Form;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
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

    private static final String STOREFRONT = "storefront";
    private static final String SIGNING_KEY = "userTokenKey";
    private static final String REQUIRES = "requiresUserToken";
    /** All that a key in everybody's hands may do. */
    private static final Set<String> PUBLIC_SCOPES = Set.of("recommend");

    private final Map<String, Set<String>> scopesByKind;
    private final PublicKeyReader publicKeys;

    /**
     * @param scopesByKind what each kind of key, write or storefront, may be limited to
     * @param publicKeys reads what user tokens are checked with
     */
    public KeyForm(Map<String, Set<String>> scopesByKind, PublicKeyReader publicKeys) {
        this.scopesByKind = Map.copyOf(scopesByKind);
        this.publicKeys = publicKeys;
    }

    /** Reads public keys. */
    public interface PublicKeyReader {
        /** The key as a JWK that holds no more than it needs. @throws IllegalArgumentException with the rule, if it is none */
        String read(String jwk);
    }

    /**
     * A key to issue.
     *
     * @param kind write or storefront
     * @param scopes what it may do; empty for all that its kind may
     * @param expiresAt null where it holds until it is revoked
     * @param requiresUserToken whether it asks for a named user only with that user's token
     * @param userTokenKey the public key, as a JWK, that user tokens are checked with; null where none are taken
     */
    public record Wanted(
            String kind,
            Set<String> scopes,
            @Nullable String label,
            @Nullable Instant expiresAt,
            boolean requiresUserToken,
            @Nullable String userTokenKey) {}

    /**
     * How a key is to be rotated.
     *
     * @param grace how long the old one stays valid
     * @param userTokenKey the new one's; null for the same as before
     */
    public record Rotation(Duration grace, @Nullable String userTokenKey) {}

    /** The key to issue. @param now when it is asked for */
    public Form<Wanted> parse(JsonNode body, Instant now) {
        FieldReader in = FieldReader.of(body, "");
        String kind = in.requiredText("kind", 20);
        Set<String> allowed = scopesByKind.get(kind);
        if (allowed == null && !kind.isEmpty()) {
            in.fault("kind", "must be one of " + new TreeSet<>(scopesByKind.keySet()));
        }
        Set<String> scopes = new TreeSet<>(in.texts("scopes", MOST_SCOPES));
        if (allowed != null && !allowed.containsAll(scopes)) {
            in.fault("scopes", "may name %s".formatted(new TreeSet<>(allowed)));
        }
        String label = in.text("label", 100);
        Instant expiresAt = expiry(in, now);
        boolean isStorefront = kind.equals(STOREFRONT);
        boolean requiresUserToken = in.flag(REQUIRES, isStorefront);
        if (requiresUserToken && !isStorefront) {
            in.fault(REQUIRES, "is for storefront keys; a write key stays on a server");
        }
        if (requiresUserToken && allowed != null && !PUBLIC_SCOPES.containsAll(scopes)) {
            in.fault(
                    "scopes",
                    "may name %s where user tokens are required, as the key is public".formatted(PUBLIC_SCOPES));
        }
        String userTokenKey = publicKey(in, isStorefront);
        return in.make(() -> new Wanted(
                kind, requiresUserToken ? PUBLIC_SCOPES : scopes, label, expiresAt, requiresUserToken, userTokenKey));
    }

    /** How a key is to be rotated. @param isStorefront whether the old one is a storefront key */
    public Form<Rotation> parseRotation(JsonNode body, boolean isStorefront) {
        FieldReader in = FieldReader.of(body, "");
        String text = in.text("grace", 20);
        Duration grace = text == null ? USUAL_GRACE : duration(text);
        if (grace == null || grace.isNegative() || grace.compareTo(LONGEST_GRACE) > 0) {
            in.fault("grace", "must be an ISO 8601 duration of at most 90 days, such as PT24H");
        }
        String userTokenKey = publicKey(in, isStorefront);
        return in.make(() -> new Rotation(java.util.Objects.requireNonNull(grace), userTokenKey));
    }

    private @Nullable String publicKey(FieldReader in, boolean isStorefront) {
        String jwk = in.json(SIGNING_KEY);
        if (jwk == null) {
            return null;
        }
        if (!isStorefront) {
            in.fault(SIGNING_KEY, "is for storefront keys; a write key stays on a server");
            return null;
        }
        try {
            return publicKeys.read(jwk);
        } catch (IllegalArgumentException e) {
            in.fault(SIGNING_KEY, String.valueOf(e.getMessage()));
            return null;
        }
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
