package io.kuajie.profile.app;

import io.kuajie.kernel.PersonKey;
import io.kuajie.profile.domain.vector.VectorLayout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The people most like one, found by looking at everybody held here: exact, and one pass over the store. */
record Neighbours(PersonKey person, float[] vector, int count) {
    /** Somebody alike. @param similarity cosine of the two vectors, -1 to 1 */
    public record Neighbour(String person, double similarity) {}

    private static final Comparator<Neighbour> LEAST_FIRST = Comparator.comparingDouble(Neighbour::similarity)
            .thenComparing(Neighbour::person, Comparator.reverseOrder());

    List<Neighbour> among(ProfileStores stores) {
        PriorityQueue<Neighbour> best = new PriorityQueue<>(LEAST_FIRST);
        for (int partition : stores.partitions()) {
            stores.visit(partition, null, (key, state) -> {
                if (!key.equals(person)) {
                    state.portrait().ifPresent(portrait -> {
                        best.add(new Neighbour(key.value(), cosine(VectorLayout.vectorOf(portrait.dimensions()))));
                        if (best.size() > count) {
                            best.poll();
                        }
                    });
                }
                return true;
            });
        }
        List<Neighbour> nearest = new ArrayList<>(best);
        nearest.sort(LEAST_FIRST.reversed());
        return nearest;
    }

    /** Both have unit length, or none. */
    private double cosine(float[] other) {
        double sum = 0;
        for (int d = 0; d < vector.length; d++) {
            sum += (double) vector[d] * other[d];
        }
        return sum;
    }
}
