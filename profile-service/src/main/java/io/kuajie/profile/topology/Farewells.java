package io.kuajie.profile.topology;

import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PersonKey;
import io.kuajie.profile.domain.person.PersonState;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Lets go of what is kept of the forgotten only so that others can be told of them, once a commit has seen it acknowledged. What was
 * kept when the process ended is found again by the leaves that asked to be forgotten, and told once more.
 */
final class Farewells {
    private static final String NOTHING = "";

    private final KeyValueStore<String, byte[]> people;
    private final KeyValueStore<String, String> open;
    private final Predicate<PersonKey> isForgotten;
    private final int batch;
    private final Iterator<LeafKey> unseen;
    private final Set<String> told = new LinkedHashSet<>();
    private final Set<String> committed = new LinkedHashSet<>();

    /** @param open keys to tell of, shared by those that hear of them */
    Farewells(ProfileRules rules, KeyValueStore<String, byte[]> people, KeyValueStore<String, String> open) {
        this.people = people;
        this.open = open;
        this.isForgotten = rules::isForgotten;
        this.batch = rules.sweep().batch();
        this.unseen = rules.erasures().leaves();
    }

    /** What is kept under this key is to be told with the next step. */
    void toTell(String key) {
        open.put(key, NOTHING);
    }

    /** What is kept under this key was told just now. */
    void told(String key) {
        told.add(key);
    }

    /**
     * One step. What was told before the last one is committed now.
     *
     * @param commit asks for a commit, which comes before the next step
     * @param telling tells what there is to be told of a key, and says so here
     */
    void step(Runnable commit, BiConsumer<String, PersonState> telling) {
        committed.removeAll(told);
        committed.forEach(this::end);
        committed.clear();
        for (int looked = 0; looked < batch && unseen.hasNext(); looked++) {
            String leaf = unseen.next().toString();
            if (!stateOf(leaf).farewell().isNone()) {
                toTell(leaf);
            }
        }
        Set<String> due = new LinkedHashSet<>();
        try (KeyValueIterator<String, String> entries = open.all()) {
            entries.forEachRemaining(entry -> due.add(entry.key));
        }
        for (String key : due) {
            telling.accept(key, stateOf(key));
            open.delete(key);
        }
        if (!told.isEmpty()) {
            commit.run();
            committed.addAll(told);
            told.clear();
        }
    }

    private void end(String key) {
        PersonState person = stateOf(key);
        person.endFarewell();
        person.forgetFormer(isForgotten);
        if (person.isEmpty()) {
            people.delete(key);
        } else {
            people.put(key, person.encode());
        }
    }

    private PersonState stateOf(String key) {
        return PersonState.of(LeafKey.parse(key), people.get(key));
    }
}
