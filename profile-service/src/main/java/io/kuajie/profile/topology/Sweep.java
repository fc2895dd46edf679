package io.kuajie.profile.topology;

import io.kuajie.kernel.LeafKey;
import io.kuajie.profile.domain.cluster.Clusters;
import io.kuajie.profile.domain.person.PersonState;
import io.kuajie.profile.domain.person.Portrait;
import io.kuajie.profile.domain.segment.Segments;
import io.kuajie.profile.domain.vector.VectorLayout;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a partition's people after a new cluster model or other segments, and every round where segments depend on time; some
 * people at a time, so that events are never held up for long.
 *
 * <p>No record stands behind a sweep, so a crash would not replay it. Hence the mark that everybody is as the edition of model and
 * segments says is written only in the step after the last batch, when a commit has flushed what that batch told; and a sweep that
 * finds another's mark when the task starts may follow a crash, so it tells everybody, while a later one tells only those for whom
 * something changes.
 */
final class Sweep {
    /** Tells the person with the label and the segments of the present. */
    @FunctionalInterface
    interface Telling {
        void tell(String key, PersonState person, long timestamp);
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
    private final Telling telling;
    private final Farewells farewells;
    private Stage stage = Stage.RESTING;
    private boolean isFirst = true;
    private boolean tellsAll;
    private String swept = "";
    private long begun = Long.MIN_VALUE;
    private @Nullable String lastKey;

    Sweep(
            ProfileRules rules,
            KeyValueStore<String, byte[]> people,
            KeyValueStore<String, String> marks,
            Runnable commit,
            Telling telling,
            Farewells farewells) {
        this.rules = rules;
        this.people = people;
        this.marks = marks;
        this.commit = commit;
        this.telling = telling;
        this.farewells = farewells;
    }

    /** One step, at wall-clock time {@code now} in milliseconds. */
    void step(long now) {
        Optional<Clusters> clusters = rules.clusters().get();
        Segments segments = rules.segments().get();
        String edition =
                clusters.map(Clusters::model).orElse("") + (segments.isEmpty() ? "" : "/" + segments.edition());
        if (stage == Stage.RESTING && edition.isEmpty() && swept.isEmpty()) {
            return;
        }
        boolean isOther = !edition.equals(swept);
        switch (stage) {
            case RESTING -> begin(edition, isOther, segments, now);
            case SWEEPING -> {
                if (isOther) {
                    restart(edition, now);
                }
                batch(clusters, segments, now);
            }
            case FLUSHING -> {
                if (!isOther) {
                    marks.put(MARK, swept);
                }
                stage = Stage.RESTING;
            }
        }
    }

    private void begin(String edition, boolean isOther, Segments segments, long now) {
        boolean isRoundOver =
                segments.dependOnTime() && now - begun >= rules.sweep().round().toMillis();
        if (isOther || isRoundOver) {
            boolean isDone = !isRoundOver && edition.equals(marks.get(MARK));
            tellsAll = isFirst && isOther && !edition.equals(marks.get(MARK));
            restart(edition, now);
            stage = isDone ? Stage.RESTING : Stage.SWEEPING;
        }
        isFirst = false;
    }

    private void restart(String edition, long now) {
        swept = edition;
        begun = now;
        lastKey = null;
    }

    private void batch(Optional<Clusters> clusters, Segments segments, long now) {
        int looked = 0;
        try (KeyValueIterator<String, byte[]> rest = people.range(lastKey, null)) {
            while (looked < rules.sweep().batch() && rest.hasNext()) {
                KeyValue<String, byte[]> entry = rest.next();
                if (!entry.key.equals(lastKey)) {
                    looked++;
                    lastKey = entry.key;
                    look(clusters, segments, entry, now);
                }
            }
            if (rest.hasNext()) {
                return;
            }
        }
        commit.run();
        stage = Stage.FLUSHING;
    }

    private void look(Optional<Clusters> clusters, Segments segments, KeyValue<String, byte[]> entry, long now) {
        PersonState person = PersonState.decode(LeafKey.parse(entry.key), entry.value);
        Optional<Portrait> portrait = person.portrait();
        Optional<Portrait> analysed = rules.analysed(person, portrait);
        String label = analysed.flatMap(
                        shown -> clusters.flatMap(model -> model.labelOf(VectorLayout.vectorOf(shown.dimensions()))))
                .map(Clusters.Label::group)
                .orElse("");
        boolean isAsTold = label.equals(person.label())
                && segments.areTold(person.segments(), analysed, label, Instant.ofEpochMilli(now));
        if (tellsAll && portrait.isPresent() || !isAsTold) {
            telling.tell(entry.key, person, now);
        }
        // A crash may have come between the telling and the letting go.
        if (!person.left(rules::isForgotten).isEmpty()) {
            farewells.toTell(entry.key);
        }
    }
}
