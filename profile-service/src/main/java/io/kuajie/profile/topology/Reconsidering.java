package io.kuajie.profile.topology;

import io.kuajie.kernel.LeafKey;
import io.kuajie.profile.domain.person.PersonState;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Looks again at people who have refused analytics, or no longer do: what they said holds for what they did before. After a start all
 * who refuse are looked at, because nobody knows what was told of them.
 */
final class Reconsidering {
    private final Refusals refusals;
    private final KeyValueStore<String, byte[]> people;
    private final BiConsumer<String, PersonState> telling;
    private final int batch;
    private int seen;

    Reconsidering(ProfileRules rules, KeyValueStore<String, byte[]> people, BiConsumer<String, PersonState> telling) {
        this.refusals = rules.refusals();
        this.people = people;
        this.telling = telling;
        this.batch = rules.sweep().batch();
    }

    void step() {
        List<LeafKey> changed = refusals.changed(seen, batch);
        seen += changed.size();
        for (LeafKey leaf : changed) {
            byte[] stored = people.get(leaf.toString());
            if (stored != null) {
                telling.accept(leaf.toString(), PersonState.decode(leaf, stored));
            }
        }
    }
}
