package io.kuajie.recommend.domain.items;

import io.kuajie.recommend.domain.index.AtomicArrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Entries by key and by dense number. Numbers start at 0, follow the order of first sight and are never given again, so that
 * everything else can hold an {@code int} instead of a key.
 *
 * <p>Thread-safe; reads take no lock.
 */
public final class Registry<K, E> {
    /** Makes the entry of a new key. */
    @FunctionalInterface
    public interface Factory<K, E> {
        E create(int number, K key);
    }

    private static final int FIRST_CAPACITY = 256;

    private final Factory<K, E> factory;
    private final Map<K, E> entryByKey = new ConcurrentHashMap<>();
    private volatile AtomicReferenceArray<@Nullable E> entries = new AtomicReferenceArray<>(FIRST_CAPACITY);
    private volatile int size;

    public Registry(Factory<K, E> factory) {
        this.factory = factory;
    }

    /** The entry of this key, made now if it is new. */
    public E of(K key) {
        E known = entryByKey.get(key);
        return known != null ? known : register(key);
    }

    /** The entry of this key; null if it was never seen. */
    public @Nullable E find(K key) {
        return entryByKey.get(key);
    }

    /** @throws IndexOutOfBoundsException for a number that was never given */
    public E at(int number) {
        E entry = number < size ? entries.get(number) : null;
        if (entry == null) {
            throw new IndexOutOfBoundsException("The number (%d) must be below %d.".formatted(number, size));
        }
        return entry;
    }

    public int size() {
        return size;
    }

    private synchronized E register(K key) {
        E known = entryByKey.get(key);
        if (known != null) {
            return known;
        }
        if (size == entries.length()) {
            entries = AtomicArrays.copyOf(entries, entries.length() * 2);
        }
        E entry = factory.create(size, key);
        entries.set(size, entry);
        // Only this method writes, under the lock.
        @SuppressWarnings("NonAtomicVolatileUpdate")
        int next = size + 1;
        size = next;
        entryByKey.put(key, entry);
        return entry;
    }
}
