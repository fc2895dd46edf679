package io.kuajie.recommend.domain.exposure;

import io.kuajie.kernel.LeafKey;
import io.kuajie.recommend.domain.feedback.Feedback;
import io.kuajie.recommend.domain.feedback.ServedList;
import io.kuajie.recommend.domain.feedback.Sign.Kind;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What each person was really shown, as events say that name the lists. Keeps the people to whom something was shown last, up to a
 * limit, with some {@value Shown#MOST_KEPT} exposures of 12 bytes each at most. Thread-safe.
 */
public final class Exposures implements Feedback.Listener {
    private final Map<LeafKey, Shown> shownByLeaf;

    /** @param mostPeople how many people are kept */
    public Exposures(int mostPeople) {
        shownByLeaf = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<LeafKey, Shown> eldest) {
                return size() > mostPeople;
            }
        };
    }

    @Override
    public void hear(Kind kind, ServedList list, int place, Instant at) {
        LeafKey leaf = list.leaf();
        if (kind == Kind.SHOWN && leaf != null) {
            synchronized (this) {
                Shown before = shownByLeaf.getOrDefault(leaf, Shown.NOTHING);
                // A list is shown when it is served, give or take; what events say of the time can be anything.
                shownByLeaf.put(leaf, before.with(list.items()[place], list.at()));
            }
        }
    }

    public synchronized Shown of(@Nullable LeafKey leaf) {
        return leaf == null ? Shown.NOTHING : shownByLeaf.getOrDefault(leaf, Shown.NOTHING);
    }

    public synchronized void forget(LeafKey leaf) {
        shownByLeaf.remove(leaf);
    }
}
