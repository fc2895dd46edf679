package io.kuajie.profile.domain.cluster;

import io.kuajie.profile.domain.person.Portrait;
import io.kuajie.profile.domain.vector.VectorLayout;
import java.util.List;

/** A person as a fit sees it: the vector that is grouped, and the heaviest named dimensions, which describe the group. */
public record Member(float[] vector, List<Portrait.Dimension> dimensions) {
    /** A fit holds thousands of members at a time. */
    private static final int MOST_DIMENSIONS = 8;

    public static Member of(Portrait portrait) {
        return new Member(
                VectorLayout.vectorOf(portrait.dimensions()),
                portrait.dimensions().stream().limit(MOST_DIMENSIONS).toList());
    }

    /** Whether there is anything to group by. */
    public boolean isTelling() {
        return !Clusters.isZero(vector);
    }
}
