package io.kuajie.ingest.topology.identity;

import io.kuajie.ingest.domain.identity.Claim;
import io.kuajie.ingest.domain.identity.ConsentCarrier;

/** Something new of who is who. */
sealed interface IdentityNews {
    record Claimed(Claim claim) implements IdentityNews {}

    record Consented(String leaf, ConsentCarrier.Said said) implements IdentityNews {}

    /** @param at when it was demanded, in milliseconds since the epoch */
    record Erased(String leaf, long at) implements IdentityNews {}
}
