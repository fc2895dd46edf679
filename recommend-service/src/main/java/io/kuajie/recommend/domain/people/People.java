package io.kuajie.recommend.domain.people;

import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PersonKey;
import io.kuajie.recommend.domain.index.HashIndex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everybody, by person and by leaf. When people are joined or parted, the states of the two persons concerned arrive in any
 * order, so for a moment two persons may claim a leaf; the later claim holds, and when a person lets go of a leaf, the other
 * claim comes to the fore. In the end a leaf leads to the one person whose last state has it, whatever the order was.
 *
 * <p>People are kept as packed bytes and found by hash in flat arrays, so that a million of them are a million objects for the
 * garbage collector and not a hundred million. They are unpacked where they are asked for.
 *
 * <p>One writer, any number of readers, who take no lock unless a change comes in between.
 */
public final class People {
    private final Packing packing = new Packing();
    private final States states = new States();
    private final HashIndex numberByKey = new HashIndex();
    /** Of the person that holds the leaf. */
    private final HashIndex numberByLeaf = new HashIndex();
    /** Of leaves that several persons claim: the others, the latest last. Read by the writer only. */
    private final Map<LeafKey, List<Integer>> othersByLeaf = new HashMap<>();

    private final StampedLock lock = new StampedLock();
    private volatile long sizeBytes;

    /** About how many bytes the people take. */
    public long sizeBytes() {
        return sizeBytes;
    }

    public int size() {
        return states.size();
    }

    public @Nullable Person find(PersonKey key) {
        return read(() -> person(numberOf(key)));
    }

    /** Everybody, as of about now. */
    public Stream<Person> stream() {
        return states.stream().map(packing::unpack);
    }

    /** The person this leaf belongs to; null if it is unknown. */
    public @Nullable Person of(LeafKey leaf) {
        return read(() -> person(numberOf(leaf)));
    }

    /** Takes a person's new state. @return the former state; null if there was none */
    public @Nullable Person put(Person person) {
        byte[] packed = packing.pack(person);
        long stamp = lock.writeLock();
        try {
            int known = numberOf(person.key());
            byte[] old = known == HashIndex.NOTHING ? null : states.at(known);
            if (old != null) {
                release(known, old, person.leaves());
                states.replace(known, packed);
                grow(packed, old);
                person.leaves().forEach(leaf -> claim(leaf.key(), known));
                return packing.unpack(old);
            }
            int number = states.add(packed);
            numberByKey.add(person.key().hashCode(), number);
            grow(packed, null);
            person.leaves().forEach(leaf -> claim(leaf.key(), number));
            return null;
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /** Forgets a person. @return the former state; null if there was none */
    public @Nullable Person remove(PersonKey key) {
        long stamp = lock.writeLock();
        try {
            int number = numberOf(key);
            byte[] old = number == HashIndex.NOTHING ? null : states.at(number);
            if (old == null) {
                return null;
            }
            release(number, old, List.of());
            numberByKey.remove(key.hashCode(), number);
            states.remove(number);
            grow(null, old);
            return packing.unpack(old);
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    private @Nullable Person read(Supplier<@Nullable Person> question) {
        long stamp = lock.tryOptimisticRead();
        if (stamp != 0) {
            Person person = question.get();
            if (lock.validate(stamp)) {
                return person;
            }
        }
        stamp = lock.readLock();
        try {
            return question.get();
        } finally {
            lock.unlockRead(stamp);
        }
    }

    private @Nullable Person person(int number) {
        byte[] packed = number == HashIndex.NOTHING ? null : states.at(number);
        return packed == null ? null : packing.unpack(packed);
    }

    private int numberOf(PersonKey key) {
        return numberByKey.find(key.hashCode(), number -> {
            byte[] packed = states.at(number);
            return packed != null && packing.keyOf(packed).equals(key);
        });
    }

    private int numberOf(LeafKey leaf) {
        byte[] pseudonym = Pseudonyms.bytes(leaf.pseudonym());
        return numberByLeaf.find(leaf.hashCode(), number -> {
            byte[] packed = states.at(number);
            return packed != null && packing.holds(packed, leaf, pseudonym);
        });
    }

    /** The person must have the leaf already. */
    private void claim(LeafKey leaf, int person) {
        int holder = numberOf(leaf);
        if (holder == HashIndex.NOTHING) {
            numberByLeaf.add(leaf.hashCode(), person);
            return;
        }
        List<Integer> others = othersByLeaf.getOrDefault(leaf, List.of());
        if (holder != person && !others.contains(person)) {
            List<Integer> more = new ArrayList<>(others);
            more.add(holder);
            othersByLeaf.put(leaf, more);
            numberByLeaf.replace(leaf.hashCode(), holder, person);
        }
    }

    /** Lets go of what a person had, but for what it keeps. The person must still have the leaves. */
    private void release(int person, byte[] old, List<Leaf> kept) {
        for (Leaf leaf : packing.leavesOf(old)) {
            if (kept.stream().noneMatch(other -> other.key().equals(leaf.key()))) {
                release(leaf.key(), person);
            }
        }
    }

    private void release(LeafKey leaf, int person) {
        List<Integer> others = othersByLeaf.get(leaf);
        boolean isHolder = numberOf(leaf) == person;
        if (others != null) {
            if (isHolder) {
                numberByLeaf.replace(leaf.hashCode(), person, others.removeLast());
            } else {
                others.remove((Integer) person);
            }
            if (others.isEmpty()) {
                othersByLeaf.remove(leaf);
            }
        } else if (isHolder) {
            numberByLeaf.remove(leaf.hashCode(), person);
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // There is one writer.
    private void grow(byte @Nullable [] more, byte @Nullable [] less) {
        sizeBytes += bytesOf(more) - bytesOf(less);
    }

    private long bytesOf(byte @Nullable [] packed) {
        return packed == null ? 0 : Person.sizeBytes(packed.length, packing.leafCount(packed));
    }
}
