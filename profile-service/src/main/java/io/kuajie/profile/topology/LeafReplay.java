package io.kuajie.profile.topology;

import io.kuajie.events.Behavior;
import io.kuajie.kernel.LeafKey;
import io.kuajie.profile.domain.leaf.DimensionKey;
import io.kuajie.profile.domain.leaf.LeafState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Counts one leaf's events anew from the log, and says how that differs from what is kept. */
public final class LeafReplay {
    private static final double TOLERANCE = 1e-6;

    private final ProfileRules rules;
    private final LeafKey leaf;
    private final LeafNewsReader reader;
    private final LeafState state;
    private final long upTo;

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
                state.apply(happened.event());
            }
        }
    }

    /** In words, one a difference; empty where both agree. Masses may differ by a millionth. */
    public List<String> differences(Optional<LeafState> kept) {
        List<String> found = new ArrayList<>();
        LeafState stored = kept.orElseGet(() -> rules.blank(leaf));
        compare(found, "position", state.applied(), stored.applied());
        compare(found, "counts", state.countByAction(), stored.countByAction());
        compare(found, "declared", state.declared(), stored.declared());
        compare(found, "spend", state.spendByCurrency(), stored.spendByCurrency());
        if (state.applied() >= 0 && stored.applied() >= 0) {
            compare(found, "first event", state.firstAt(), stored.firstAt());
            compare(found, "latest event", state.lastAt(), stored.lastAt());
            masses(found, stored);
        }
        return found;
    }

    private void masses(List<String> found, LeafState stored) {
        Instant at = state.lastAt();
        Map<DimensionKey, Double> keptMasses = stored.massByDimension();
        compare(found, "dimensions", state.massByDimension().keySet(), keptMasses.keySet());
        state.massByDimension().forEach((key, mass) -> {
            double recomputed = mass * state.factor(at);
            double shown = keptMasses.getOrDefault(key, 0.0) * stored.factor(at);
            if (Math.abs(recomputed - shown) > TOLERANCE * Math.max(1, Math.abs(recomputed))) {
                found.add("mass of %s: %s by the log, %s kept".formatted(key, recomputed, shown));
            }
        });
    }

    private static void compare(List<String> found, String what, Object recomputed, Object kept) {
        if (!Objects.equals(recomputed, kept)) {
            found.add("%s: %s by the log, %s kept".formatted(what, recomputed, kept));
        }
    }
}
