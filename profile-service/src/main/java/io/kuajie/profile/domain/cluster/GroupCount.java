package io.kuajie.profile.domain.cluster;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How many groups people fall into, as fine as can be told. The number of the best silhouette is often that of industries, as people
 * differ by these the most; where there are groups within groups, silhouettes fall beyond it and rise again. So a finer number is taken
 * where its silhouette has risen from the lowest in between, is still half of the best, and no group is tiny.
 *
 * <p>Source: Rousseeuw: Silhouettes, a graphical aid to the interpretation and validation of cluster analysis, 1987; that peaks beyond the
 * best are looked for is our own.
 */
final class GroupCount {
    private static final int RESTARTS = 16;
    /** A number of groups must be this much better than the one in use, else labels would flicker. */
    private static final double SILHOUETTE_MARGIN = 0.03;

    private static final double LEAST_RISE = 1.15;
    private static final double LEAST_PART_OF_BEST = 0.5;
    private static final double LEAST_SHARE = 0.02;

    private final double[] silhouettes;
    private final double[] leastShares;

    private GroupCount(List<float[]> people, int most, int present, RandomGenerator random) {
        silhouettes = new double[most + 1];
        leastShares = new double[most + 1];
        for (int count = 2; count <= most; count++) {
            KMeans.Fit fit = new KMeans(people, random).fit(count, RESTARTS);
            int groups = fit.centres().size();
            silhouettes[count] =
                    Silhouette.of(people, fit.nearest(), groups) + (count == present ? SILHOUETTE_MARGIN : 0);
            leastShares[count] = leastShare(fit.nearest(), groups);
        }
    }

    /**
     * From 1, where people can't be told apart.
     *
     * @param most groups
     * @param present number in use; 0 for none
     */
    static int of(List<float[]> people, int most, int present, RandomGenerator random) {
        GroupCount counts = new GroupCount(people, most, present, random);
        return counts.finest(counts.best());
    }

    private int best() {
        int best = 1;
        double highest = 0;
        for (int count = 2; count < silhouettes.length; count++) {
            if (silhouettes[count] > highest) {
                best = count;
                highest = silhouettes[count];
            }
        }
        return best;
    }

    /** The highest peak beyond this number; itself without one. */
    private int finest(int best) {
        int finest = best;
        double highest = 0;
        double lowest = best < silhouettes.length ? silhouettes[best] : 0;
        for (int count = best + 1; count < silhouettes.length; count++) {
            double silhouette = silhouettes[count];
            lowest = Math.min(lowest, silhouette);
            if (silhouette > highest
                    && silhouette >= LEAST_RISE * lowest
                    && silhouette >= LEAST_PART_OF_BEST * silhouettes[best]
                    && leastShares[count] >= LEAST_SHARE) {
                finest = count;
                highest = silhouette;
            }
        }
        return finest;
    }

    private static double leastShare(int[] nearest, int groups) {
        int[] sizes = new int[groups];
        for (int group : nearest) {
            sizes[group]++;
        }
        return (double) Arrays.stream(sizes).min().orElse(0) / nearest.length;
    }
}
