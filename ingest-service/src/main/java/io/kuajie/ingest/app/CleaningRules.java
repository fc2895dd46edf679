package io.kuajie.ingest.app;

import io.kuajie.ingest.domain.cleaning.Policy;
import java.util.List;

/** The rules of cleaning as configured, in the order they are asked. */
public record CleaningRules(List<Policy> policies) {}
