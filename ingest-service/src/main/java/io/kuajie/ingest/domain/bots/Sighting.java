package io.kuajie.ingest.domain.bots;

import io.kuajie.kernel.LeafKey;

/** Somebody who did something. @param occurredAt milliseconds since the epoch */
public record Sighting(LeafKey leaf, long occurredAt) {}
