package io.kuajie.ingest.app.keys;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.kuajie.edge.IssuedKeys;
import io.kuajie.edge.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key as operators see it.
 *
 * @param kind write or storefront
 * @param scopes empty for all that its kind may
 * @param endsAt from when it opens nothing
 * @param lastUsedAt when it opened something last, at any service, to some minutes; null for a key that nobody has used
 * @param requiresUserToken whether it asks for a named user only with that user's token
 * @param userTokenKey the public key that user tokens are checked with, as a JWK; null where none are taken
 * @param key the key itself, in the one answer that shows it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KeyView(
        String id,
        String kind,
        List<String> scopes,
        @Nullable String label,
        Instant createdAt,
        @Nullable Instant endsAt,
        String state,
        @Nullable Instant lastUsedAt,
        boolean requiresUserToken,
        @JsonRawValue @Nullable String userTokenKey,
        @Nullable String key) {
    /** A key that was just issued, with the key itself. */
    static KeyView fresh(IssuedKeys.Issued issued, Instant now, String secret) {
        return of(issued, now, null, secret);
    }

    static KeyView of(IssuedKeys.Issued issued, Instant now, @Nullable Instant lastUsedAt) {
        return of(issued, now, lastUsedAt, null);
    }

    private static KeyView of(
            IssuedKeys.Issued issued, Instant now, @Nullable Instant lastUsedAt, @Nullable String secret) {
        var key = issued.key();
        Instant endsAt = issued.endsAt();
        String state = endsAt == null ? "valid" : endsAt.isAfter(now) ? "ending" : "ended";
        return new KeyView(
                key.getId(),
                kindOf(key.getRole()),
                key.getScopes(),
                key.getLabel(),
                key.getCreatedAt(),
                endsAt,
                state,
                lastUsedAt,
                key.getRequiresUserToken(),
                key.getUserTokenKey(),
                secret);
    }

    static String kindOf(String role) {
        return role.equals(Role.WRITER) ? "write" : "storefront";
    }

    static String roleOf(String kind) {
        return kind.equals("write") ? Role.WRITER : Role.STOREFRONT;
    }
}
