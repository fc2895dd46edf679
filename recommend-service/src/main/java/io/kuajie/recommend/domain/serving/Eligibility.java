package io.kuajie.recommend.domain.serving;

import io.kuajie.recommend.domain.items.ItemNode;
import io.kuajie.recommend.domain.serving.Deadline.Part;

/** Which items may stand in a list at all. */
final class Eligibility {
    private Eligibility() {}

    /** The cheap conditions first. */
    static boolean allows(ItemNode node, Subject subject, Ask ask) {
        return node.isShowable()
                && ask.domain().equals(node.domain())
                && isWanted(node, ask)
                && !subject.owns(node.number())
                && !isExcluded(node, ask)
                && !ask.rotation().isEnough(subject.shown(), node.number(), ask.now())
                && passesFilter(node, ask);
    }

    /** Whether it is of the partner, and one of the items, that are asked for. */
    private static boolean isWanted(ItemNode node, Ask ask) {
        return (ask.partner() == null || ask.partner().equals(node.key().partner()))
                && (ask.only().isEmpty() || ask.only().contains(node.key()));
    }

    private static boolean isExcluded(ItemNode node, Ask ask) {
        return (!ask.exclude().isEmpty() && ask.exclude().contains(node.key()))
                || (!ask.page().isEmpty() && ask.page().contains(node.key()));
    }

    private static boolean passesFilter(ItemNode node, Ask ask) {
        return ask.filter() == null
                || ask.filter().holds(node, ask.context(), () -> !ask.deadline().isTooLateFor(Part.FILTER));
    }
}
