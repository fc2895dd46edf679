package io.kuajie.ingest.domain.imports;

import io.kuajie.kernel.LeafKey;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose line it is.
 *
 * @param leaf null where the line does not say
 * @param ids what the line calls the person
 */
record Person(@Nullable LeafKey leaf, boolean isAnonymous, Set<String> ids) {
    static final Person NOBODY = new Person(null, false, Set.of());
}
