package io.kuajie.recommend.domain.serving;

import io.kuajie.recommend.domain.items.ItemNode;
import io.kuajie.recommend.domain.serving.Deadline.Part;
import java.util.List;

/** Which items may stand in a list at all. */
final class Eligibility {
    /** One condition on an item. */
    @FunctionalInterface
    interface Rule {
        boolean allows(ItemNode node, Subject subject, Ask ask);
    }

    static final Rule SHOWABLE = (node, subject, ask) -> node.isShowable();
    static final Rule OF_THE_DOMAIN = (node, subject, ask) -> ask.domain().equals(node.domain());
    static final Rule OF_THE_PARTNER = (node, subject, ask) ->
            ask.partner() == null || ask.partner().equals(node.key().partner());
    static final Rule NOT_OWNED = (node, subject, ask) -> !subject.owns(node.number());
    static final Rule NOT_EXCLUDED =
            (node, subject, ask) -> (ask.exclude().isEmpty() || !ask.exclude().contains(node.key()))
                    && !ask.page().contains(node.key());
    static final Rule NOT_TIRED_OF =
            (node, subject, ask) -> !ask.rotation().isEnough(subject.shown(), node.number(), ask.now());
    static final Rule AMONG_THE_ONLY =
            (node, subject, ask) -> ask.only().isEmpty() || ask.only().contains(node.key());
    static final Rule PASSES_FILTER = (node, subject, ask) -> ask.filter() == null
            || !ask.deadline().isTooLateFor(Part.FILTER) && ask.filter().holds(node, ask.context());

    /** The cheap ones first. */
    private static final List<Rule> RULES = List.of(
            SHOWABLE,
            OF_THE_DOMAIN,
            OF_THE_PARTNER,
            AMONG_THE_ONLY,
            NOT_OWNED,
            NOT_EXCLUDED,
            NOT_TIRED_OF,
            PASSES_FILTER);

    private Eligibility() {}

    static boolean allows(ItemNode node, Subject subject, Ask ask) {
        for (Rule rule : RULES) {
            if (!rule.allows(node, subject, ask)) {
                return false;
            }
        }
        return true;
    }
}
