package io.kuajie.profile.app;

import io.kuajie.kernel.LeafKey;
import io.kuajie.profile.domain.vector.VectorLayout;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The people most like one, found by looking at everybody: exact, and one pass over each partition's store. Who refuses analytics is not
 * looked at, so as many are found as are asked for; of several leaves of a person those that refuse are left out.
 */
record Neighbours(String person, float[] vector, int count) implements PeopleQuestion<Neighbours.Nearest> {
    /** Somebody alike. @param similarity cosine of the two vectors, -1 to 1 */
    public record Neighbour(String person, double similarity) {}

    /** The people most alike, nearest first. */
    record Nearest(List<Neighbour> people) {}

    private static final Comparator<Neighbour> LEAST_FIRST = Comparator.comparingDouble(Neighbour::similarity)
            .thenComparing(Neighbour::person, Comparator.reverseOrder());

    @Override
    public Nearest of(ReadOnlyKeyValueStore<String, byte[]> people, Predicate<LeafKey> isAnalysed) {
        PriorityQueue<Neighbour> best = new PriorityQueue<>(LEAST_FIRST);
        try (KeyValueIterator<String, byte[]> all = people.all()) {
            while (all.hasNext()) {
                var entry = all.next();
                if (!entry.key.equals(person)) {
                    new Entry(entry.key, entry.value)
                            .person()
                            .portrait(isAnalysed)
                            .ifPresent(portrait -> {
                                best.add(
                                        new Neighbour(entry.key, cosine(VectorLayout.vectorOf(portrait.dimensions()))));
                                if (best.size() > count) {
                                    best.poll();
                                }
                            });
                }
            }
        }
        return new Nearest(nearest(best));
    }

    @Override
    public Class<Nearest> form() {
        return Nearest.class;
    }

    /** The nearest of several partitions' nearest. */
    List<Neighbour> among(Collection<Nearest> found) {
        return nearest(found.stream().flatMap(some -> some.people().stream()).toList());
    }

    private List<Neighbour> nearest(Collection<Neighbour> found) {
        List<Neighbour> nearest = new ArrayList<>(found);
        nearest.sort(LEAST_FIRST.reversed());
        return List.copyOf(nearest.subList(0, Math.min(count, nearest.size())));
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
