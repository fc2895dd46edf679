package io.kuajie.recommend.domain.people;

import io.kuajie.kernel.Action;
import io.kuajie.kernel.Domain;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PartnerId;
import io.kuajie.kernel.PersonKey;
import io.kuajie.kernel.SourcePosition;
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

    private final Numbering<PartnerId> partners = new Numbering<>();
    private final Numbering<Domain> domains = new Numbering<>();
    private final Numbering<Action> actions = new Numbering<>();
    /** Groups of people, and names of counts. */
    private final Numbering<String> words = new Numbering<>();

    private final PackedWriter out = new PackedWriter();

    byte[] pack(Person person) {
        leaves(person);
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
        List<Leaf> leaves = leaves(in);
        PersonKey key = key(in, leaves);
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
        Crowd.Share share = new Crowd.Share(likes.items(), likes, weights(in));
        return new Person(
                key, leaves, numbers, weights, leafIndexes, strongest, owned, lastSeconds, share, cluster, counts(in));
    }

    PersonKey keyOf(byte[] packed) {
        PackedReader in = new PackedReader(packed);
        return key(in, leaves(in));
    }

    List<Leaf> leavesOf(byte[] packed) {
        return leaves(new PackedReader(packed));
    }

    private void leaves(Person person) {
        out.number(person.leaves().size());
        int named = 0;
        for (int i = 0; i < person.leaves().size(); i++) {
            Leaf leaf = person.leaves().get(i);
            out.number(partners.of(leaf.key().partner()));
            pseudonym(leaf.key().pseudonym());
            out.number(domains.of(leaf.domain()));
            position(leaf.position());
            named = person.key().equals(PersonKey.of(leaf.key())) ? i + 1 : named;
        }
        out.number(named);
        if (named == 0) {
            out.text(person.key().value());
        }
    }

    private List<Leaf> leaves(PackedReader in) {
        Leaf[] leaves = new Leaf[in.small()];
        for (int i = 0; i < leaves.length; i++) {
            PartnerId partner = partners.at(in.small());
            LeafKey key = new LeafKey(partner, pseudonym(in));
            leaves[i] = new Leaf(key, domains.at(in.small()), position(in));
        }
        return List.of(leaves);
    }

    /** Most people are named after one of their leaves. */
    private static PersonKey key(PackedReader in, List<Leaf> leaves) {
        int named = in.small();
        return named == 0
                ? new PersonKey(in.text())
                : PersonKey.of(leaves.get(named - 1).key());
    }

    private void pseudonym(String pseudonym) {
        byte[] bytes = Pseudonyms.bytes(pseudonym);
        if (bytes == null) {
            out.octet(0);
            out.text(pseudonym);
        } else {
            out.octet(1);
            out.octets(bytes);
        }
    }

    private static String pseudonym(PackedReader in) {
        return in.octet() == 0 ? in.text() : Pseudonyms.text(in.octets(Pseudonyms.BYTES));
    }

    private void position(@Nullable SourcePosition position) {
        out.number(position == null ? 0 : position.partition() + 1L);
        if (position != null) {
            out.number(position.offset());
        }
    }

    private static @Nullable SourcePosition position(PackedReader in) {
        int partition = in.small() - 1;
        return partition < 0 ? null : new SourcePosition(partition, in.number());
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
