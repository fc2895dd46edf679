package io.kuajie.ingest.app;

import io.kuajie.kernel.PartnerId;
import java.util.Set;

/** The partners that are configured. */
public record Partners(Set<PartnerId> ids) {}
