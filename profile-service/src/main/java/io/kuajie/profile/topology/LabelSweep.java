package io.kuajie.profile.topology;

import io.kuajie.kernel.PersonKey;
import io.kuajie.profile.domain.cluster.Clusters;
import io.kuajie.profile.domain.person.PersonState;
import io.kuajie.profile.domain.person.Portrait;
import io.kuajie.profile.domain.vector.VectorLayout;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Relabels a partition's people after a new cluster model, some at a time, so that events are never held up for long.
 *
 * <p>No record stands behind a sweep, so a crash would not replay it. Hence the mark that all people are labelled is written only
 * in the step after the last batch, when a commit has flushed what that batch told; and a sweep that finds another's mark when the
 * task starts may follow a crash, so it tells everybody, while a later one tells only those whose label changes.
 */
final class LabelSweep {
    /** Tells the person with the label of the present model. */
    @FunctionalInterface
    interface Relabelling {
        void relabel(String key, PersonState person, long timestamp);
    }

    private static final String MARK = "labelled-with";

    private enum Stage {
        RESTING,
        SWEEPING,
        FLUSHING
    }

    private final ProfileRules rules;
    private final KeyValueStore<String, byte[]> people;
    private final KeyValueStore<String, String> marks;
    private final Runnable commit;
    private final Relabelling relabelling;
    private Stage stage = Stage.RESTING;
    private boolean isFirst = true;
    private boolean tellsAll;
    private String sweptModel = "";
    private @Nullable String lastKey;

    LabelSweep(
            ProfileRules rules,
            KeyValueStore<String, byte[]> people,
            KeyValueStore<String, String> marks,
            Runnable commit,
            Relabelling relabelling) {
        this.rules = rules;
        this.people = people;
        this.marks = marks;
        this.commit = commit;
        this.relabelling = relabelling;
    }

    /** One step, at wall-clock time {@code now} in milliseconds. */
    void step(long now) {
        rules.clusters().get().ifPresent(clusters -> step(clusters, now));
    }

    private void step(Clusters clusters, long now) {
        boolean isOther = !clusters.model().equals(sweptModel);
        switch (stage) {
            case RESTING -> begin(clusters, isOther);
            case SWEEPING -> {
                if (isOther) {
                    restart(clusters);
                }
                batch(clusters, now);
            }
            case FLUSHING -> {
                if (!isOther) {
                    marks.put(MARK, sweptModel);
                }
                stage = Stage.RESTING;
            }
        }
    }

    private void begin(Clusters clusters, boolean isOther) {
        if (isOther) {
            boolean isDone = clusters.model().equals(marks.get(MARK));
            tellsAll = isFirst && !isDone;
            restart(clusters);
            stage = isDone ? Stage.RESTING : Stage.SWEEPING;
        }
        isFirst = false;
    }

    private void restart(Clusters clusters) {
        sweptModel = clusters.model();
        lastKey = null;
    }

    private void batch(Clusters clusters, long now) {
        int looked = 0;
        try (KeyValueIterator<String, byte[]> rest = people.range(lastKey, null)) {
            while (looked < rules.sweepBatch() && rest.hasNext()) {
                KeyValue<String, byte[]> entry = rest.next();
                if (!entry.key.equals(lastKey)) {
                    looked++;
                    lastKey = entry.key;
                    look(clusters, entry, now);
                }
            }
            if (rest.hasNext()) {
                return;
            }
        }
        commit.run();
        stage = Stage.FLUSHING;
    }

    private void look(Clusters clusters, KeyValue<String, byte[]> entry, long now) {
        PersonState person = PersonState.decode(entry.value);
        Optional<Portrait> portrait = person.portrait(new PersonKey(entry.key));
        String label = portrait.flatMap(shown -> clusters.labelOf(VectorLayout.vectorOf(shown.dimensions())))
                .map(Clusters.Label::group)
                .orElse("");
        if (tellsAll && portrait.isPresent() || !label.equals(person.label())) {
            relabelling.relabel(entry.key, person, now);
        }
    }
}
