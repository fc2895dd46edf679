package io.kuajie.recommend.domain.people;

import io.kuajie.kernel.Domain;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.SourcePosition;

/** One partner's view within a person. @param position the latest event of it that the person's state reflects */
public record Leaf(LeafKey key, Domain domain, SourcePosition position) {}
