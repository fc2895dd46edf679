package io.kuajie.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What people have dealt with in the benchmarks of recommendations. Everybody has a taste, a category of two hundred: four of six
 * items are of it, and of each category the first items are the most liked. Side 0 is the academy, side 1 is Blossom.
 */
final class Dealings {
    static final int CATEGORIES = 200;
    static final int CLUSTERS = 20;
    static final int SIDES = 2;
    private static final int ITEMS_A_SIDE = 3;

    /** One item that somebody has dealt with. */
    record Dealing(int side, int item, String category, double mass) {}

    private Dealings() {}

    static List<Dealing> of(int person, int items, SplittableRandom random) {
        List<Dealing> dealings = new ArrayList<>();
        for (int side = 0; side < SIDES; side++) {
            for (int n = 0; n < ITEMS_A_SIDE; n++) {
                int category = n == 0 ? random.nextInt(CATEGORIES) : taste(person);
                double rank = Math.pow(random.nextDouble(), 3) * items / CATEGORIES;
                int item = category + CATEGORIES * (int) rank;
                dealings.add(new Dealing(side, item, category(category), 1.0 + random.nextInt(8)));
            }
        }
        return dealings;
    }

    static String tasteOf(int person) {
        return category(taste(person));
    }

    static String clusterOf(int person) {
        return "c" + taste(person) % CLUSTERS;
    }

    /** The category of an item of Blossom's catalogue. */
    static String categoryOf(int item) {
        return category(item % CATEGORIES);
    }

    private static int taste(int person) {
        return person % CATEGORIES;
    }

    private static String category(int number) {
        return "category-" + number;
    }
}
