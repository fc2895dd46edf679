package io.kuajie.profile.domain.cluster;

import io.kuajie.profile.domain.vector.VectorLayout;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Fits a cluster model: the number of groups by silhouettes on a sample (or as told), K-means with restarts on all members, and
 * label ids handed on from the model before to the groups that lie nearest (minimum-cost matching), so that people who stayed
 * as they were keep their label.
 *
 * @param k number of groups; empty chooses up to {@value #MOST_GROUPS}: one where people can't be told apart, and no more than half as
 *     many as there are people
 */
public record ClusterFitter(OptionalInt k, long seed) {
    static final int MOST_GROUPS = 12;
    private static final int SAMPLE = 500;
    private static final int RESTARTS = 8;
    /** How much worse a grouping that continues the one in use may be. */
    private static final double LEAST_GAIN = 1.03;
    /** A centre further than this from where it was is another group: vectors have unit length. */
    private static final double LONGEST_MOVE = 1.0;

    private static final double GROWTH = 1.25;
    private static final double DRIFT = 1.15;
    private static final double LEAST_DRIFT = 0.005;

    /**
     * What the fit continues from.
     *
     * @param lastNumber the highest number of a group that was ever given out
     */
    public record Before(Optional<Clusters> active, long lastNumber, Families families) {
        /** The state before the first fit, or after these models, the last of which is active. */
        public static Before of(Optional<Clusters> active, List<Clusters> all) {
            long last = Numbering.GROUPS.highestOf(
                    all.stream().flatMap(model -> model.groups().stream().map(Clusters.Group::id)));
            return new Before(active, last, Families.after(all));
        }
    }

    /** Whether people have changed so much since the fit that another is due: in number, or in how well the centres serve. */
    public static boolean isDue(Clusters active, List<Member> members) {
        if (active.layout() != VectorLayout.VERSION || active.people() == 0) {
            return true;
        }
        double growth = (double) members.size() / active.people();
        double atFit = active.sse() / active.people();
        double now = active.meanSquare(members.stream().map(Member::vector).toList());
        return growth >= GROWTH || growth <= 1 / GROWTH || now > atFit * DRIFT + LEAST_DRIFT;
    }

    /**
     * Mean squared distance of these people to their centres, over what it was at the fit. Where that was nothing, 1 as long as it still
     * is, else infinity.
     */
    public static double drift(Clusters active, List<Member> members) {
        double atFit = active.sse() / active.people();
        double now = active.meanSquare(members.stream().map(Member::vector).toList());
        return now == atFit ? 1 : now / atFit;
    }

    /** @param members telling ones, at least one, in an order that has nothing to do with what they are like */
    public Clusters fit(String model, List<Member> members, Before before, Instant now) {
        RandomGenerator random = new SplittableRandom(seed);
        List<float[]> vectors = members.stream().map(Member::vector).toList();
        List<float[]> sample = vectors.subList(0, Math.min(SAMPLE, vectors.size()));
        int groups = k.orElseGet(() -> bestK(sample, before.active(), random));
        KMeans.Fit fit = fit(new KMeans(vectors, random), groups, before.active());
        List<float[]> centres =
                fit.centres().stream().map(ClusterFitter::floats).toList();
        List<Crowd> crowds = crowds(ids(centres, before), centres, members, fit.nearest());
        return new Clusters(
                model,
                VectorLayout.VERSION,
                crowds.stream().map(Crowd::group).toList(),
                before.families().of(crowds),
                members.size(),
                fit.sse(),
                silhouette(sample, centres),
                seed,
                now);
    }

    /** Of two groupings that serve alike, the one that goes on from the centres in use: labels stay where people stay, and go where all are gone. */
    private static KMeans.Fit fit(KMeans means, int groups, Optional<Clusters> active) {
        KMeans.Fit anew = means.fit(groups, RESTARTS);
        return active.filter(model ->
                        model.layout() == VectorLayout.VERSION && model.groups().size() == groups)
                .map(model -> means.from(model.groups().stream()
                        .map(group -> doubles(group.centre()))
                        .toList()))
                .filter(continued -> continued.sse() <= anew.sse() * LEAST_GAIN && hasPeopleInAll(continued))
                .orElse(anew);
    }

    private static boolean hasPeopleInAll(KMeans.Fit fit) {
        return Arrays.stream(fit.nearest()).distinct().count() == fit.centres().size();
    }

    private static List<Crowd> crowds(List<String> ids, List<float[]> centres, List<Member> members, int[] nearest) {
        return IntStream.range(0, centres.size())
                .mapToObj(g -> Crowd.of(ids.get(g), centres.get(g), membersOf(g, members, nearest)))
                .toList();
    }

    private static List<Member> membersOf(int group, List<Member> members, int[] nearest) {
        return IntStream.range(0, nearest.length)
                .filter(i -> nearest[i] == group)
                .mapToObj(members::get)
                .toList();
    }

    private static int bestK(List<float[]> sample, Optional<Clusters> active, RandomGenerator random) {
        int most = Math.min(MOST_GROUPS, sample.size() / 2);
        int present = active.map(model -> model.groups().size()).orElse(0);
        return GroupCount.of(sample, most, present, random);
    }

    private static double silhouette(List<float[]> sample, List<float[]> centres) {
        int[] nearest = sample.stream()
                .mapToInt(vector -> IntStream.range(0, centres.size())
                        .boxed()
                        .min(java.util.Comparator.comparingDouble(g -> Distance.square(vector, centres.get(g))))
                        .orElseThrow())
                .toArray();
        return Silhouette.of(sample, nearest, centres.size());
    }

    /** Label ids of the new centres: the old group's where one lies near enough, else the next free number. */
    private static List<String> ids(List<float[]> centres, Before before) {
        List<Clusters.Group> old = before.active().map(Clusters::groups).orElse(List.of());
        double[][] moved = centres.stream()
                .map(centre -> old.stream()
                        .mapToDouble(group -> Math.sqrt(Distance.square(centre, group.centre())))
                        .toArray())
                .toArray(double[][]::new);
        return new Succession(Numbering.GROUPS, LONGEST_MOVE, before.lastNumber())
                .ids(moved, old.stream().map(Clusters.Group::id).toList());
    }

    private static double[] doubles(float[] centre) {
        double[] doubles = new double[centre.length];
        for (int d = 0; d < doubles.length; d++) {
            doubles[d] = centre[d];
        }
        return doubles;
    }

    private static float[] floats(double[] centre) {
        float[] floats = new float[centre.length];
        for (int d = 0; d < floats.length; d++) {
            floats[d] = (float) centre[d];
        }
        return floats;
    }
}
