package io.kuajie.profile.topology;

import io.kuajie.kernel.LeafKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Refusals as far as they were told. */
final class KnownRefusals implements Refusals {
    private final Set<LeafKey> refused = new HashSet<>();
    private final List<LeafKey> changed = new ArrayList<>();

    void say(LeafKey leaf, boolean isRefused) {
        if (isRefused ? refused.add(leaf) : refused.remove(leaf)) {
            changed.add(leaf);
        }
    }

    @Override
    public boolean isRefused(LeafKey leaf) {
        return refused.contains(leaf);
    }

    @Override
    public List<LeafKey> changed(int first, int most) {
        return List.copyOf(changed.subList(first, Math.min(changed.size(), first + most)));
    }
}
