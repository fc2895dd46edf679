package io.kuajie.profile.app;

import io.kuajie.profile.domain.person.PersonState;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** People as a partition's store holds them, in memory. */
final class StoredPeople implements ReadOnlyKeyValueStore<String, byte[]> {
    private final TreeMap<String, byte[]> recordByKey = new TreeMap<>();

    void put(PersonState person) {
        recordByKey.put(person.portrait().orElseThrow().person().value(), person.encode());
    }

    @Override
    public byte @Nullable [] get(String key) {
        return recordByKey.get(key);
    }

    @Override
    public KeyValueIterator<String, byte[]> range(@Nullable String from, @Nullable String to) {
        Map<String, byte[]> rest = from == null ? recordByKey : recordByKey.tailMap(from, true);
        return iterator(rest);
    }

    @Override
    public KeyValueIterator<String, byte[]> all() {
        return iterator(recordByKey);
    }

    @Override
    public long approximateNumEntries() {
        return recordByKey.size();
    }

    private static KeyValueIterator<String, byte[]> iterator(Map<String, byte[]> records) {
        Iterator<Map.Entry<String, byte[]>> entries = records.entrySet().iterator();
        return new KeyValueIterator<>() {
            @Override
            public void close() {}

            @Override
            public String peekNextKey() {
                throw new UnsupportedOperationException("Nobody asks for it.");
            }

            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public KeyValue<String, byte[]> next() {
                Map.Entry<String, byte[]> entry = entries.next();
                return KeyValue.pair(entry.getKey(), entry.getValue());
            }
        };
    }
}
