package io.kuajie.ingest.topology.identity;

import io.kuajie.ingest.domain.identity.Claim;
import org.jspecify.annotations.Nullable;

/** Something new of who is who. */
sealed interface IdentityNews {
    record Claimed(Claim claim) implements IdentityNews {}

    /** @param at when it was said, and expiresAt when it ends, in milliseconds since the epoch */
    record Consented(
            String leaf, boolean granted, long at, @Nullable Long expiresAt) implements IdentityNews {}

    /** @param at when it was demanded, in milliseconds since the epoch */
    record Erased(String leaf, long at) implements IdentityNews {}
}
