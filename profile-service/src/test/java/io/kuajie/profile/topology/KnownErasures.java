package io.kuajie.profile.topology;

import io.kuajie.kernel.LeafKey;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Demands as far as they were told. */
final class KnownErasures implements Erasures {
    private final Map<LeafKey, Instant> erasedAt = new ConcurrentHashMap<>();

    @Override
    public @Nullable Instant erasedAt(LeafKey leaf) {
        return erasedAt.get(leaf);
    }

    @Override
    public void note(LeafKey leaf, Instant demandedAt) {
        erasedAt.merge(leaf, demandedAt, (known, said) -> said.isAfter(known) ? said : known);
    }

    @Override
    public Iterator<LeafKey> leaves() {
        return List.copyOf(erasedAt.keySet()).iterator();
    }
}
