package io.kuajie.recommend.domain.items;

import io.kuajie.kernel.Domain;

/** A category of one domain, as the domain's partners name it. */
public record CategoryKey(Domain domain, String category) {}
