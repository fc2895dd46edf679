package io.kuajie.recommend.domain.serving;

import io.kuajie.kernel.ItemKey;
import io.kuajie.recommend.domain.items.ItemNode;
import io.kuajie.recommend.domain.items.Items;
import io.kuajie.recommend.domain.serving.Deadline.Part;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Puts what a business pins on top of lists, whatever ranking thinks of it; all other rules hold for it as for any item. */
record Pins(Items items) {
    /** Those that may be shown, in the order in which they are pinned, at most as many as the list is long. */
    List<Ranked> of(Subject subject, Ask ask) {
        List<Ranked> pinned = new ArrayList<>();
        for (ItemKey key : new LinkedHashSet<>(ask.pins())) {
            ItemNode node = items.find(key);
            if (node == null || node.domain() == null) {
                ask.deadline().leaveOut(Part.PINS);
            } else if (pinned.size() < ask.count() && Eligibility.allows(node, subject, ask)) {
                pinned.add(Ranked.pinned(node));
            }
        }
        return pinned;
    }

    static List<ItemKey> keys(List<Ranked> pinned) {
        return pinned.stream().map(ranked -> ranked.node().key()).toList();
    }
}
