package io.kuajie.recommend.domain.people;

import io.kuajie.kernel.Domain;

/** A person's decayed mass of behaviour in one category, all actions together. */
public record Taste(Domain domain, String category, double mass) {}
