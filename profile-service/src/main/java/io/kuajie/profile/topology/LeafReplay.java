package io.kuajie.profile.topology;

import io.kuajie.events.Behavior;
import io.kuajie.kernel.LeafKey;
import io.kuajie.profile.domain.leaf.LeafState;
import java.util.List;
import java.util.Optional;

/** Counts one leaf's events anew from the log, and says how that differs from what is kept. */
public final class LeafReplay {
    private final ProfileRules rules;
    private final LeafKey leaf;
    private final LeafNewsReader reader;
    private final LeafState state;
    private final long upTo;
    /** Texts without stars: what they were judged to be is not to be known again. */
    private long unrated;

    /** @param upTo highest raw offset that is counted: that of the kept state, so that events on their way don't show */
    public LeafReplay(ProfileRules rules, LeafKey leaf, long upTo) {
        this.rules = rules;
        this.leaf = leaf;
        this.upTo = upTo;
        this.reader = new LeafNewsReader(rules.unheard());
        this.state = rules.blank(leaf);
    }

    /** Takes the next record of the log; those of other leaves change nothing. */
    public void take(Behavior behavior) {
        if (!behavior.getLeaf().equals(leaf.toString())
                || behavior.getPosition().getOffset() > upTo) {
            return;
        }
        for (LeafNews news : reader.behavior(behavior)) {
            if (news instanceof LeafNews.Happened happened && !rules.isForgotten(leaf, happened.receivedAt())) {
                boolean isNew = state.apply(happened.event());
                unrated += isNew && isUnratedText(behavior) ? 1 : 0;
            }
        }
    }

    private static boolean isUnratedText(Behavior behavior) {
        String text = behavior.getText();
        return behavior.getRating() == null && text != null && !text.isBlank();
    }

    /** In words, one a difference; empty where both agree. Masses and weights may differ by a millionth. */
    public List<String> differences(Optional<LeafState> kept) {
        // Who refuses to be analysed has no tone.
        long comparable = rules.refusals().isRefused(leaf) ? -1 : unrated;
        return LeafDifferences.between(state, kept.orElseGet(() -> rules.blank(leaf)), comparable);
    }
}
