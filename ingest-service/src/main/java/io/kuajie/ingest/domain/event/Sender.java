package io.kuajie.ingest.domain.event;

import io.kuajie.kernel.Domain;
import io.kuajie.kernel.PartnerId;

/** Whose key opened the door, and in which industry its events lie. */
public record Sender(PartnerId partner, Domain domain) {}
