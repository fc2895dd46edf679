package io.kuajie.recommend.domain.people;

import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PersonKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everybody, by person and by leaf. When people are joined or parted, the states of the two persons concerned arrive in any
 * order, so for a moment two persons may claim a leaf; the later claim holds, and when a person lets go of a leaf, the other
 * claim comes to the fore. In the end a leaf leads to the one person whose last state has it, whatever the order was.
 *
 * <p>One writer, any number of readers.
 */
public final class People {
    private final Map<PersonKey, Person> personByKey = new ConcurrentHashMap<>();
    private final Map<LeafKey, List<PersonKey>> claimsByLeaf = new ConcurrentHashMap<>();

    private volatile long sizeBytes;

    /** About how many bytes the people take. */
    public long sizeBytes() {
        return sizeBytes;
    }

    public int size() {
        return personByKey.size();
    }

    public @Nullable Person find(PersonKey key) {
        return personByKey.get(key);
    }

    /** Everybody, as of about now. */
    public Stream<Person> stream() {
        return personByKey.values().stream();
    }

    /** The person this leaf belongs to; null if it is unknown. */
    public @Nullable Person of(LeafKey leaf) {
        List<PersonKey> claims = claimsByLeaf.get(leaf);
        return claims == null ? null : personByKey.get(claims.getLast());
    }

    /** Takes a person's new state. @return the former state; null if there was none */
    public @Nullable Person put(Person person) {
        Person old = personByKey.put(person.key(), person);
        grow(person.sizeBytes() - (old == null ? 0 : old.sizeBytes()));
        for (Leaf leaf : person.leaves()) {
            claimsByLeaf.compute(leaf.key(), (key, claims) -> with(claims, person.key()));
        }
        if (old != null) {
            old.leaves().stream()
                    .map(Leaf::key)
                    .filter(leaf -> person.leaves().stream()
                            .noneMatch(kept -> kept.key().equals(leaf)))
                    .forEach(leaf -> release(leaf, person.key()));
        }
        return old;
    }

    /** Forgets a person. @return the former state; null if there was none */
    public @Nullable Person remove(PersonKey key) {
        Person old = personByKey.remove(key);
        if (old != null) {
            grow(-old.sizeBytes());
            old.leaves().forEach(leaf -> release(leaf.key(), key));
        }
        return old;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // There is one writer.
    private void grow(long bytes) {
        sizeBytes += bytes;
    }

    private void release(LeafKey leaf, PersonKey person) {
        claimsByLeaf.computeIfPresent(leaf, (key, claims) -> without(claims, person));
    }

    private static List<PersonKey> with(@Nullable List<PersonKey> claims, PersonKey person) {
        if (claims == null) {
            return List.of(person);
        }
        if (claims.contains(person)) {
            return claims;
        }
        List<PersonKey> more = new ArrayList<>(claims);
        more.add(person);
        return List.copyOf(more);
    }

    private static @Nullable List<PersonKey> without(List<PersonKey> claims, PersonKey person) {
        List<PersonKey> fewer =
                claims.stream().filter(claim -> !claim.equals(person)).toList();
        return fewer.isEmpty() ? null : fewer;
    }
}
