package io.kuajie.profile.app;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.kuajie.kernel.LeafKey;
import io.kuajie.profile.domain.person.PersonState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Something asked of the people of one partition. It is answered where they are held, so it travels as JSON, and so does its
 * answer.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "ask")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PeopleQuestion.One.class, name = "one"),
    @JsonSubTypes.Type(value = PeopleQuestion.Page.class, name = "page"),
    @JsonSubTypes.Type(value = PeopleQuestion.Size.class, name = "size"),
    @JsonSubTypes.Type(value = Neighbours.class, name = "neighbours")
})
sealed interface PeopleQuestion<T> permits PeopleQuestion.One, PeopleQuestion.Page, PeopleQuestion.Size, Neighbours {
    /** @param isAnalysed whether a leaf has a part in what is said of everybody */
    T of(ReadOnlyKeyValueStore<String, byte[]> people, Predicate<LeafKey> isAnalysed);

    /** What an answer is read as. */
    Class<T> form();

    /** Whether a copy that lacks changes may give this answer. */
    default boolean isTellable(T answer) {
        return true;
    }

    /** The person under a key. */
    record One(String key) implements PeopleQuestion<Found> {
        @Override
        public Found of(ReadOnlyKeyValueStore<String, byte[]> people, Predicate<LeafKey> isAnalysed) {
            return new Found(people.get(key));
        }

        @Override
        public Class<Found> form() {
            return Found.class;
        }

        /** Somebody unknown to a copy may be among the changes that it lacks. */
        @Override
        public boolean isTellable(Found answer) {
            return answer.record() != null;
        }
    }

    /** As stored. @param record null where nobody has the key */
    record Found(byte @Nullable [] record) {
        Optional<PersonState> person(LeafKey key) {
            return Optional.ofNullable(record).map(bytes -> PersonState.decode(key, bytes));
        }
    }

    /** The people after a key, in the order of keys. @param after null for the first ones */
    record Page(@Nullable String after, int limit) implements PeopleQuestion<Held> {
        @Override
        public Held of(ReadOnlyKeyValueStore<String, byte[]> people, Predicate<LeafKey> isAnalysed) {
            List<Entry> entries = new ArrayList<>();
            try (KeyValueIterator<String, byte[]> rest = people.range(after, null)) {
                while (rest.hasNext() && entries.size() < limit) {
                    var entry = rest.next();
                    if (!entry.key.equals(after)) {
                        entries.add(new Entry(entry.key, entry.value));
                    }
                }
            }
            return new Held(entries);
        }

        @Override
        public Class<Held> form() {
            return Held.class;
        }
    }

    /** A page of people. */
    record Held(List<Entry> people) {}

    /** One of them, as stored. */
    record Entry(String key, byte[] record) {
        PersonState person() {
            return PersonState.decode(LeafKey.parse(key), record);
        }
    }

    /** How many are in a segment. */
    record Size(String segment) implements PeopleQuestion<Count> {
        @Override
        public Count of(ReadOnlyKeyValueStore<String, byte[]> people, Predicate<LeafKey> isAnalysed) {
            long members = 0;
            try (KeyValueIterator<String, byte[]> all = people.all()) {
                while (all.hasNext()) {
                    var entry = all.next();
                    members += new Entry(entry.key, entry.value)
                                    .person()
                                    .segments()
                                    .isIn(segment)
                            ? 1
                            : 0;
                }
            }
            return new Count(members);
        }

        @Override
        public Class<Count> form() {
            return Count.class;
        }
    }

    /** How many. */
    record Count(long people) {}
}
