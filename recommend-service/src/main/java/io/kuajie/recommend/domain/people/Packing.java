package io.kuajie.recommend.domain.people;

import io.kuajie.kernel.Action;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PersonKey;
import io.kuajie.recommend.domain.crowd.Crowd;
import io.kuajie.recommend.domain.crowd.Popularity.Likes;
import io.kuajie.recommend.domain.crowd.Weights;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a person into one array of bytes and reads it again: some 150 bytes for two leaves and six items, and one object for the
 * garbage collector instead of dozens. What people share, such as partners, actions and groups, is numbered. Reading takes about a
 * microsecond. One writer, any number of readers.
 */
final class Packing {
    private static final int OWNED = 0x80;

    private final PackedLeaves leaves = new PackedLeaves();
    private final Numbering<Action> actions = new Numbering<>();
    /** Groups of people, and names of counts. */
    private final Numbering<String> words = new Numbering<>();

    private final PackedWriter out = new PackedWriter();

    byte[] pack(Person person) {
        leaves.pack(person, out);
        out.number(words.of(person.cluster()));
        items(person);
        weights(person.share().tastes());
        out.number(person.countByAction().size());
        person.countByAction().forEach((action, count) -> {
            out.number(words.of(action));
            out.number(count);
        });
        return out.take();
    }

    Person unpack(byte[] packed) {
        PackedReader in = new PackedReader(packed);
        List<Leaf> own = leaves.unpack(in);
        PersonKey key = PackedLeaves.key(in, own);
        String cluster = words.at(in.small());
        int size = in.small();
        int[] numbers = new int[size];
        byte[] weights = new byte[size];
        boolean[] owned = new boolean[size];
        byte[] leafIndexes = new byte[size];
        Action[] strongest = new Action[size];
        int[] lastSeconds = new int[size];
        long before = 0;
        for (int i = 0; i < size; i++) {
            numbers[i] = in.small();
            int weight = in.octet();
            weights[i] = (byte) (weight & ~OWNED);
            owned[i] = (weight & OWNED) != 0;
            leafIndexes[i] = (byte) in.octet();
            strongest[i] = actions.at(in.small());
            before += in.difference();
            lastSeconds[i] = (int) before;
        }
        Likes likes = likes(in, numbers, weights, cluster);
        Crowd.Share share = new Crowd.Share(likes.items(), lastSeconds, likes, weights(in));
        return new Person(
                key, own, numbers, weights, leafIndexes, strongest, owned, lastSeconds, share, cluster, counts(in));
    }

    PersonKey keyOf(byte[] packed) {
        PackedReader in = new PackedReader(packed);
        return PackedLeaves.key(in, leaves.unpack(in));
    }

    int leafCount(byte[] packed) {
        return PackedLeaves.count(new PackedReader(packed));
    }

    /** Whether this leaf is the packed person's. @param pseudonym as {@link Pseudonyms#bytes} gives it */
    boolean holds(byte[] packed, LeafKey leaf, byte @Nullable [] pseudonym) {
        return leaves.hold(new PackedReader(packed), leaf, pseudonym);
    }

    List<Leaf> leavesOf(byte[] packed) {
        return leaves.unpack(new PackedReader(packed));
    }

    private void items(Person person) {
        out.number(person.items().length);
        long before = 0;
        for (int i = 0; i < person.items().length; i++) {
            out.number(person.items()[i]);
            out.octet(person.weights()[i] | (person.owned()[i] ? OWNED : 0));
            out.octet(person.leafIndexes()[i]);
            out.number(actions.of(person.strongest()[i]));
            out.difference(person.lastSeconds()[i] - before);
            before = person.lastSeconds()[i];
        }
        Likes likes = person.share().likes();
        out.number(likes.items().size());
        for (int i = 0; i < likes.items().size(); i++) {
            out.number(likes.items().shelves()[i]);
            out.number(likes.categories()[i]);
        }
    }

    /** What counts for the crowd are the first of the items. */
    private static Likes likes(PackedReader in, int[] numbers, byte[] weights, String cluster) {
        int size = in.small();
        int[] shelves = new int[size];
        int[] categories = new int[size];
        for (int i = 0; i < size; i++) {
            shelves[i] = in.small();
            categories[i] = in.small();
        }
        Weights items = new Weights(Arrays.copyOf(numbers, size), shelves, Arrays.copyOf(weights, size));
        return new Likes(items, categories, cluster);
    }

    private void weights(Weights weights) {
        out.number(weights.size());
        for (int i = 0; i < weights.size(); i++) {
            out.number(weights.numbers()[i]);
            out.number(weights.shelves()[i]);
            out.octet(weights.weights()[i]);
        }
    }

    private static Weights weights(PackedReader in) {
        int size = in.small();
        int[] numbers = new int[size];
        int[] shelves = new int[size];
        byte[] weights = new byte[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = in.small();
            shelves[i] = in.small();
            weights[i] = (byte) in.octet();
        }
        return new Weights(numbers, shelves, weights);
    }

    private Map<String, Long> counts(PackedReader in) {
        int size = in.small();
        Map<String, Long> counts = HashMap.newHashMap(size);
        for (int i = 0; i < size; i++) {
            counts.put(words.at(in.small()), in.number());
        }
        return counts;
    }
}
