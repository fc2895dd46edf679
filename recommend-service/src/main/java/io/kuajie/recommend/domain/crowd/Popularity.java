package io.kuajie.recommend.domain.crowd;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is liked by all, by a group of people, and within a category: for each item the sum of its people's weights. Kept up to
 * date by differences, exactly, as {@link CoOccurrence} is.
 *
 * <p>One writer, any number of readers.
 */
public final class Popularity {
    /** Takes one item. Is not to ask for others meanwhile, since a thread has only one room that they are read into. */
    @FunctionalInterface
    public interface PopularConsumer {
        /** @param sum of the weights of its people */
        void accept(int number, int sum);
    }

    /** People of one cluster: what they like, by shelf for its top, and flat for each item. */
    private record Group(Row row, Masses masses) {
        static Group create() {
            return new Group(Popularity.row(), new Masses());
        }
    }

    /** How many are handed over at most. */
    public static final int LONGEST_TOP = 256;

    /** What a thread that reads works in, since it would be much of a list's garbage. */
    private static final ThreadLocal<Tally.Top> TOP = ThreadLocal.withInitial(Tally.Top::new);

    private final double smoothing;
    private final Masses masses = new Masses();
    private final Row everybody = row();
    private final Map<String, Group> groupByCluster = new ConcurrentHashMap<>();
    private final Rows rowByCategory = new Rows();

    /** @param smoothing how many people's worth of chance is added to every lift, against chance meetings */
    public Popularity(double smoothing) {
        this.smoothing = smoothing * Weights.PURCHASE;
    }

    /** What one person adds. @param categories numbers of the items' categories, parallel; @param cluster empty for none */
    public record Likes(Weights items, int[] categories, String cluster) {
        public static final Likes NOTHING = new Likes(Weights.NONE, new int[0], "");

        /** The weight of the other's i-th item here, if it is here in the same category; else zero. */
        int weightIn(Likes other, int i) {
            for (int k = 0; k < items.size(); k++) {
                if (items.numbers()[k] == other.items.numbers()[i] && categories[k] == other.categories[i]) {
                    return items.weights()[k];
                }
            }
            return 0;
        }
    }

    /** Replaces what a person adds. Called by the one writer. */
    public void change(Likes old, Likes now) {
        boolean sameCluster = old.cluster.equals(now.cluster);
        for (int i = 0; i < old.items.size(); i++) {
            int after = now.items.weightOf(old.items.numbers()[i]);
            add(everybody, old, i, after - old.items.weights()[i]);
            masses.add(old.items.numbers()[i], after - old.items.weights()[i]);
            addToCluster(old, i, (sameCluster ? after : 0) - old.items.weights()[i]);
            add(category(old, i), old, i, now.weightIn(old, i) - old.items.weights()[i]);
        }
        for (int i = 0; i < now.items.size(); i++) {
            int weight = now.items.weights()[i];
            boolean isNew = old.items.weightOf(now.items.numbers()[i]) == 0;
            add(everybody, now, i, isNew ? weight : 0);
            masses.add(now.items.numbers()[i], isNew ? weight : 0);
            addToCluster(now, i, isNew || !sameCluster ? weight : 0);
            add(category(now, i), now, i, old.weightIn(now, i) == 0 ? weight : 0);
        }
    }

    /** Hands over at most so many of the most popular items of this shelf, first the most popular. */
    public void among(int shelf, int most, PopularConsumer consumer) {
        hand(everybody, shelf, most, consumer);
    }

    /** The sum of an item's weights over all people, exactly as of now; takes no lock. */
    public int massOf(int number) {
        return masses.of(number);
    }

    /** Writes down what {@link #massOf} gives for the first so many of these numbers, in their order. */
    public void massesOf(int[] numbers, int size, int[] found) {
        masses.of(numbers, size, found);
    }

    /** The mean {@link #massOf} of the items of this shelf that somebody has dealt with; zero where there are none. */
    public double meanMass(int shelf) {
        return everybody.total(shelf) / (double) Math.max(1, everybody.size(shelf));
    }

    /** As {@link #among}, among the people of this cluster only. */
    public void amongCluster(String cluster, int shelf, int most, PopularConsumer consumer) {
        Group group = groupByCluster.get(cluster);
        hand(group == null ? null : group.row, shelf, most, consumer);
    }

    /** As {@link #massOf}, over the people of this cluster. */
    public int massInCluster(String cluster, int number) {
        Group group = groupByCluster.get(cluster);
        return group == null ? 0 : group.masses.of(number);
    }

    /** What the people of this cluster like against everybody else. @param shelves how many there are */
    public ClusterLift liftsInCluster(String cluster, int shelves) {
        Group group = groupByCluster.get(cluster);
        if (group == null) {
            return new ClusterLift(masses, new double[0], smoothing);
        }
        double[] shares = new double[shelves];
        for (int shelf = 0; shelf < shares.length; shelf++) {
            shares[shelf] = group.row.total(shelf) / (double) Math.max(1, everybody.total(shelf));
        }
        return new ClusterLift(group.masses, shares, smoothing);
    }

    /** How much more the people of one cluster like items than everybody does. */
    public static final class ClusterLift {
        private final Masses own;
        private final double[] shares;
        private final double smoothing;

        private ClusterLift(Masses own, double[] shares, double smoothing) {
            this.own = own;
            this.shares = shares;
            this.smoothing = smoothing;
        }

        /** Writes down the sums of the first so many of these numbers over the people of the cluster, in their order. */
        public void massesOf(int[] numbers, int size, int[] found) {
            own.of(numbers, size, found);
        }

        /**
         * Above -1; zero for just as much as everybody, and for a cluster that nothing is known of.
         *
         * @param mass of an item, over all people
         * @param ownMass of the same, over the people of the cluster
         */
        public double of(int shelf, int mass, int ownMass) {
            if (shelf >= shares.length) {
                return 0;
            }
            double expected = Math.max(0, shares[shelf] * mass);
            return (ownMass - expected) / (expected + smoothing);
        }
    }

    /** As {@link #among}, of the items of this category only. */
    public void amongCategory(int category, int shelf, int most, PopularConsumer consumer) {
        hand(rowByCategory.find(category), shelf, most, consumer);
    }

    /** As {@link #massOf}, from the shelf's tally. */
    int sum(int shelf, int number) {
        return everybody.sum(shelf, number);
    }

    private void addToCluster(Likes likes, int i, int delta) {
        if (!likes.cluster.isEmpty() && delta != 0) {
            Group group = groupByCluster.computeIfAbsent(likes.cluster, name -> Group.create());
            add(group.row, likes, i, delta);
            group.masses.add(likes.items.numbers()[i], delta);
        }
    }

    private Row category(Likes likes, int i) {
        return rowByCategory.of(likes.categories[i], Popularity::row);
    }

    private static void add(Row row, Likes likes, int i, int delta) {
        if (delta != 0) {
            row.add(likes.items.shelves()[i], likes.items.numbers()[i], delta);
        }
    }

    private static void hand(@Nullable Row row, int shelf, int most, PopularConsumer consumer) {
        if (row == null) {
            return;
        }
        Tally.Top top = TOP.get();
        row.top(shelf, most, top);
        for (int k = 0; k < top.size(); k++) {
            consumer.accept(top.key(k), top.sum(k));
        }
    }

    private static Row row() {
        return new Row(LONGEST_TOP, Popularity::rank);
    }

    private static double rank(int shelf, int number, int sum, long total) {
        return sum;
    }
}
