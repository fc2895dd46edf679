package io.kuajie.recommend.domain.serving;

import io.kuajie.recommend.domain.algebra.Kernels;
import io.kuajie.recommend.domain.crowd.Popularity;
import io.kuajie.recommend.domain.crowd.Popularity.ClusterLift;
import io.kuajie.recommend.domain.crowd.Weights;
import io.kuajie.recommend.domain.items.Items;

/**
 * The logarithm of the odds that the person takes a candidate, up to a constant: popularity is where it starts from, and each kind
 * of evidence adds to it. So what is known of somebody moves the list away from what everybody likes by as much as it says, and
 * hardly at all where it says little.
 */
record Odds(Items items, Popularity popularity) {
    /** What a unit of lift adds to the logarithm of the odds. */
    private static final double TIE = 0.4;

    /** What a unit of lift of what comes next adds. */
    private static final double STEP = 0.4;

    /** What a fitting taste adds. */
    private static final double TASTE = 2.0;

    /** What an e-fold liking of the cluster adds. */
    private static final double CLUSTER = 0.7;

    /** What the same words or topics add, to an item that nobody has touched. */
    private static final double ALIKE = 4.0;

    /** How many purchases it takes until people say as much about an item as its words do. */
    private static final double KNOWN = 3.0 * Weights.PURCHASE;

    /** What words must add to be a reason of their own. */
    private static final double CLEARLY_ALIKE = 0.2;

    /** What stands for the popularity of an item that nobody has touched: half a glance of one person. */
    private static final double UNTOUCHED = 2;

    /** By place; zero for the most popular candidate with nothing else to speak for it. */
    double[] of(Board board, Subject subject) {
        int size = board.size();
        int[] masses = board.masses();
        int[] own = board.ownMasses();
        ClusterLift lift = popularity.liftsInCluster(subject.cluster(), items.shelfCount());
        // All at once, so that the processor fetches them side by side.
        popularity.massesOf(board.items(), size, masses);
        lift.massesOf(board.items(), size, own);
        // Floats, as what they come to is ordered by floats, too.
        float[] popularities = board.popularities();
        float[] lifts = board.lifts();
        int most = 0;
        for (int place = 0; place < size; place++) {
            most = Math.max(most, masses[place]);
            popularities[place] = (float) (masses[place] + UNTOUCHED + presumed(board, place, masses[place]));
            lifts[place] = (float) (1 + lift.of(board.shelf(place), masses[place], own[place]));
        }
        Kernels.best().log(popularities, size);
        Kernels.best().log(lifts, size);
        double level = Math.log(most + UNTOUCHED);
        double[] odds = board.odds();
        for (int place = 0; place < size; place++) {
            odds[place] = popularities[place]
                    + TIE * board.tie(place)
                    + ofWords(board, place, masses[place])
                    + TASTE * board.taste(place)
                    + CLUSTER * lifts[place]
                    - level;
        }
        return odds;
    }

    /** Adds what is told by the order in which people deal with things, which nothing else knows of. @param odds by place */
    static void addSteps(Board board, double[] odds) {
        for (int place = 0; place < board.size(); place++) {
            odds[place] += STEP * board.step(place);
        }
    }

    /** Whether its words or topics say more for it than its category, and enough. To be asked after {@link #of}, of the same board. */
    boolean isAlike(Board board, int place) {
        double told = ofWords(board, place, board.masses()[place]);
        return told > Math.max(CLEARLY_ALIKE, TASTE * board.taste(place));
    }

    private static double ofWords(Board board, int place, int mass) {
        double likeness = likeness(board, place);
        return likeness == 0 ? 0 : ALIKE * likeness * unknown(mass);
    }

    /** That nobody has touched it says little of how popular it will be: by its words, it may be as popular as others are in the mean. */
    private double presumed(Board board, int place, int mass) {
        double likeness = likeness(board, place);
        return likeness == 0 ? 0 : likeness * unknown(mass) * popularity.meanMass(board.shelf(place));
    }

    /** By words or by topics, as if these were independent. */
    private static double likeness(Board board, int place) {
        return 1 - (1 - board.likeness(place)) * (1 - board.theme(place));
    }

    /** What is left to be told of an item by its words, 0 to 1. */
    private static double unknown(int mass) {
        return KNOWN / (KNOWN + mass);
    }
}
