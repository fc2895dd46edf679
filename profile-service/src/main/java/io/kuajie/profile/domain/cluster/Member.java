package io.kuajie.profile.domain.cluster;

import io.kuajie.kernel.Action;
import io.kuajie.profile.domain.person.Portrait;
import io.kuajie.profile.domain.vector.VectorLayout;
import java.util.List;

/**
 * A person as a fit sees it: the vector that is grouped, and what describes the group.
 *
 * @param dimensions the heaviest named ones
 * @param daypart when most is done
 */
public record Member(float[] vector, List<Portrait.Dimension> dimensions, Daypart daypart, boolean hasBought) {
    /** A fit holds thousands of members at a time. */
    private static final int MOST_DIMENSIONS = 8;

    private static final String BUY = Action.BUY.name();

    public static Member of(Portrait portrait) {
        return new Member(
                VectorLayout.vectorOf(portrait.dimensions()),
                portrait.dimensions().stream().limit(MOST_DIMENSIONS).toList(),
                Daypart.of(portrait.details().habits()),
                portrait.countByAction().containsKey(BUY));
    }

    /** Whether there is anything to group by. */
    public boolean isTelling() {
        return !Clusters.isZero(vector);
    }
}
