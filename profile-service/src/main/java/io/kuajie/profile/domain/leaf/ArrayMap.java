package io.kuajie.profile.domain.leaf;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A map of few entries in the order in which they came, in two arrays that are looked through. States are read, changed in one place
 * and written on every event, so making a table of hashes would cost more than it saves: a state keeps 128 entries at most.
 */
final class ArrayMap<K, V> extends AbstractMap<K, V> {
    private static final int MORE_ENTRIES = 4;
    private static final Object[] NONE = {};

    private @Nullable Object[] keys = NONE;
    private @Nullable Object[] values = NONE;
    private int size;

    /** Makes room for so many more. */
    void expect(int more) {
        if (size + more > keys.length) {
            keys = Arrays.copyOf(keys, size + more);
            values = Arrays.copyOf(values, size + more);
        }
    }

    /** Adds an entry whose key is known to be new, as those of a stored map are. */
    void append(K key, V value) {
        if (size == keys.length) {
            expect(size + MORE_ENTRIES);
        }
        keys[size] = key;
        values[size++] = value;
    }

    @SuppressWarnings("unchecked") // only such are put
    K key(int index) {
        return (K) keys[index];
    }

    @SuppressWarnings("unchecked") // only such are put
    V value(int index) {
        return (V) values[index];
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return find(key) >= 0;
    }

    @Override
    public @Nullable V get(@Nullable Object key) {
        int index = find(key);
        return index < 0 ? null : value(index);
    }

    @Override
    public @Nullable V put(K key, V value) {
        int index = find(key);
        if (index < 0) {
            append(key, value);
            return null;
        }
        V before = value(index);
        values[index] = value;
        return before;
    }

    @Override
    public @Nullable V remove(@Nullable Object key) {
        int index = find(key);
        if (index < 0) {
            return null;
        }
        V before = value(index);
        remove(index);
        return before;
    }

    @Override
    public void forEach(BiConsumer<? super K, ? super V> visitor) {
        for (int i = 0; i < size; i++) {
            visitor.accept(key(i), value(i));
        }
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        return new Entries();
    }

    private int find(@Nullable Object key) {
        for (int i = 0; i < size; i++) {
            if (keys[i] == key || key != null && key.equals(keys[i])) {
                return i;
            }
        }
        return -1;
    }

    private void remove(int index) {
        size--;
        System.arraycopy(keys, index + 1, keys, index, size - index);
        System.arraycopy(values, index + 1, values, index, size - index);
        keys[size] = null;
        values[size] = null;
    }

    /** The entries as they are; changes go through the map. */
    private final class Entries extends AbstractSet<Map.Entry<K, V>> {
        @Override
        public int size() {
            return size;
        }

        @Override
        public Iterator<Map.Entry<K, V>> iterator() {
            return new Iterator<>() {
                private int next;

                @Override
                public boolean hasNext() {
                    return next < size;
                }

                @Override
                public Map.Entry<K, V> next() {
                    if (next >= size) {
                        throw new NoSuchElementException();
                    }
                    Map.Entry<K, V> entry = Map.entry(key(next), value(next));
                    next++;
                    return entry;
                }
            };
        }
    }
}
