package io.kuajie.recommend.domain.serving;

import io.kuajie.recommend.domain.algebra.Kernels;
import io.kuajie.recommend.domain.crowd.Popularity;
import io.kuajie.recommend.domain.crowd.Popularity.ClusterLift;
import io.kuajie.recommend.domain.items.Items;

/**
 * The logarithm of the odds that the person takes a candidate, up to a constant: popularity is where it starts from, and each kind
 * of evidence adds to it. So what is known of somebody moves the list away from what everybody likes by as much as it says, and
 * hardly at all where it says little.
 */
record Odds(Items items, Popularity popularity) {
    /** What a unit of lift adds to the logarithm of the odds. */
    private static final double TIE = 0.4;

    /** What a fitting taste adds. */
    private static final double TASTE = 2.0;

    /** What an e-fold liking of the cluster adds. */
    private static final double CLUSTER = 0.7;

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
        double[] odds = board.odds();
        double[] lifts = board.lifts();
        int most = 0;
        for (int place = 0; place < size; place++) {
            most = Math.max(most, masses[place]);
            odds[place] = masses[place] + UNTOUCHED;
            lifts[place] = 1 + lift.of(board.shelf(place), masses[place], own[place]);
        }
        Kernels.best().log(odds, size);
        Kernels.best().log(lifts, size);
        double level = Math.log(most + UNTOUCHED);
        for (int place = 0; place < size; place++) {
            odds[place] += TIE * board.tie(place) + TASTE * board.taste(place) + CLUSTER * lifts[place] - level;
        }
        return odds;
    }
}
