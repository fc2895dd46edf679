package io.kuajie.recommend.domain.people;

import io.kuajie.kernel.Action;
import io.kuajie.recommend.domain.crowd.Crowd;
import io.kuajie.recommend.domain.crowd.Popularity.Likes;
import io.kuajie.recommend.domain.crowd.Weights;
import io.kuajie.recommend.domain.items.CategoryNode;
import io.kuajie.recommend.domain.items.ItemNode;
import io.kuajie.recommend.domain.items.Items;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Makes people compact: keys become numbers, masses become small weights, repeated texts become one. */
public final class Compactor {
    private static final int MOST_TASTES = 16;

    private final Items items;
    private final int mostTies;
    private final Map<Action, Action> actions = new ConcurrentHashMap<>();

    /** @param mostTies how many items of a person count for co-occurrence */
    public Compactor(Items items, int mostTies) {
        this.items = items;
        this.mostTies = mostTies;
    }

    public Person compact(Portrait portrait) {
        List<Deed> deeds = distinct(portrait.deeds());
        int size = deeds.size();
        int[] numbers = new int[size];
        int[] shelves = new int[size];
        int[] categories = new int[size];
        byte[] weights = new byte[size];
        byte[] leafIndexes = new byte[size];
        Action[] strongest = new Action[size];
        boolean[] owned = new boolean[size];
        int[] lastSeconds = new int[size];
        for (int i = 0; i < size; i++) {
            Deed deed = deeds.get(i);
            ItemNode node = items.seen(deed.item(), deed.domain());
            numbers[i] = node.number();
            shelves[i] = node.shelf().number();
            categories[i] = items.category(deed.domain(), deed.category()).number();
            weights[i] = Weights.quantised(deed.mass());
            leafIndexes[i] = (byte) deed.leaf();
            strongest[i] = actions.computeIfAbsent(deed.strongest(), action -> action);
            owned[i] = deed.isOwned();
            lastSeconds[i] = (int) Math.clamp(deed.lastSeconds(), 0, Integer.MAX_VALUE);
        }
        int ties = ties(weights);
        Weights tied =
                new Weights(Arrays.copyOf(numbers, ties), Arrays.copyOf(shelves, ties), Arrays.copyOf(weights, ties));
        return new Person(
                portrait.key(),
                portrait.leaves(),
                numbers,
                weights,
                leafIndexes,
                strongest,
                owned,
                lastSeconds,
                new Crowd.Share(
                        tied,
                        lastSeconds,
                        new Likes(tied, Arrays.copyOf(categories, ties), portrait.cluster()),
                        tastes(portrait.tastes())),
                portrait.cluster(),
                portrait.countByAction());
    }

    /** Deeds come heaviest first, so those that count are at the front. */
    private int ties(byte[] weights) {
        int ties = 0;
        while (ties < weights.length && ties < mostTies && weights[ties] > 0) {
            ties++;
        }
        return ties;
    }

    private Weights tastes(List<Taste> tastes) {
        List<Taste> heaviest = tastes.stream()
                .filter(taste -> !taste.category().isEmpty() && Weights.quantised(taste.mass()) > 0)
                .sorted(Comparator.comparingDouble(Taste::mass).reversed())
                .limit(MOST_TASTES)
                .toList();
        int[] numbers = new int[heaviest.size()];
        int[] domains = new int[heaviest.size()];
        byte[] weights = new byte[heaviest.size()];
        for (int i = 0; i < numbers.length; i++) {
            CategoryNode node =
                    items.category(heaviest.get(i).domain(), heaviest.get(i).category());
            numbers[i] = node.number();
            domains[i] = node.domainNumber();
            weights[i] = Weights.quantised(heaviest.get(i).mass());
        }
        return new Weights(numbers, domains, weights);
    }

    /** One item dealt with at two linked leaves of one partner counts once, with its heavier side. */
    private static List<Deed> distinct(List<Deed> deeds) {
        Set<Object> seen = new HashSet<>();
        return deeds.stream()
                .sorted(Comparator.comparingDouble(Deed::mass).reversed())
                .filter(deed -> seen.add(deed.item()))
                .toList();
    }
}
