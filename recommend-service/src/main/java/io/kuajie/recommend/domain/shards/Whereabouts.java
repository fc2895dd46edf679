package io.kuajie.recommend.domain.shards;

import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PersonKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which shard holds the person that a leaf belongs to. Most leaves are their own person, whose place follows from the name; of the
 * others it is kept. Thread-safe.
 */
public final class Whereabouts {
    private final Shard own;
    private final ToIntFunction<String> hash;
    private final Map<LeafKey, Integer> hashByGuest = new ConcurrentHashMap<>();

    /** @param hash of a record's key, not negative; its remainder by the number of partitions is the record's partition */
    public Whereabouts(Shard own, ToIntFunction<String> hash) {
        this.own = own;
        this.hash = hash;
    }

    /** Hears where a leaf belongs. @param person null where nothing is said of it any more */
    public void put(LeafKey leaf, @Nullable PersonKey person) {
        if (person == null || person.equals(PersonKey.of(leaf))) {
            hashByGuest.remove(leaf);
        } else {
            hashByGuest.put(leaf, hash.applyAsInt(person.value()));
        }
    }

    /** Number of the shard that has the leaf's person, by this many partitions. */
    public int shardOf(LeafKey leaf, int partitions) {
        Integer known = hashByGuest.get(leaf);
        return own.of((known == null ? hash.applyAsInt(leaf.toString()) : known) % partitions);
    }

    /** Leaves that belong to another's person. */
    public int guests() {
        return hashByGuest.size();
    }
}
