package io.kuajie.recommend.domain.shards;

import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PersonKey;
import io.kuajie.recommend.domain.index.HashedNumbers;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which shard holds the person that a leaf belongs to. Most leaves are their own person, whose place follows from the name; of the
 * others it is kept, under 64 bits of the name. Of a hundred million, hardly ever two share these; one of them would be looked for where the
 * other is. Thread-safe.
 */
public final class Whereabouts {
    private final Shard own;
    private final ToIntFunction<String> hash;
    private final HashedNumbers hashByGuest = new HashedNumbers();

    /** @param hash of a record's key, not negative; its remainder by the number of partitions is the record's partition */
    public Whereabouts(Shard own, ToIntFunction<String> hash) {
        this.own = own;
        this.hash = hash;
    }

    /** Hears where a leaf belongs. @param person null where nothing is said of it any more */
    public void put(LeafKey leaf, @Nullable PersonKey person) {
        if (person == null || person.equals(PersonKey.of(leaf))) {
            hashByGuest.remove(bits(leaf));
        } else {
            hashByGuest.put(bits(leaf), hash.applyAsInt(person.value()));
        }
    }

    /** Number of the shard that has the leaf's person, by this many partitions. */
    public int shardOf(LeafKey leaf, int partitions) {
        int known = hashByGuest.get(bits(leaf));
        return own.of((known == HashedNumbers.NOTHING ? hash.applyAsInt(leaf.toString()) : known) % partitions);
    }

    /** Leaves that belong to another's person. */
    public int guests() {
        return hashByGuest.size();
    }

    /** Fowler, Noll and Vo's FNV-1a, by characters. */
    private static long bits(LeafKey leaf) {
        return bits(leaf.pseudonym(), bits(leaf.partner().value(), 0xCBF29CE484222325L) * 31);
    }

    private static long bits(String text, long start) {
        long bits = start;
        for (int i = 0; i < text.length(); i++) {
            bits = (bits ^ text.charAt(i)) * 0x100000001B3L;
        }
        return bits;
    }
}
