package io.kuajie.recommend.domain.people;

import io.kuajie.kernel.Domain;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.SourcePosition;
import org.jspecify.annotations.Nullable;

/**
 * One partner's view within a person.
 *
 * @param position the latest event of it that the person's state reflects; null for a leaf that was linked before it did anything
 */
public record Leaf(LeafKey key, Domain domain, @Nullable SourcePosition position) {}
