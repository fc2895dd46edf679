package io.kuajie.ingest.topology;

import io.kuajie.events.Behavior;
import io.kuajie.ingest.domain.cleaning.Appearance;
import io.kuajie.ingest.domain.cleaning.OutcomeListener;
import io.kuajie.ingest.domain.cleaning.Weight;
import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.ingest.domain.event.Reason;
import io.kuajie.kernel.SourcePosition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.WindowStore;
import org.jspecify.annotations.Nullable;

/**
 * Lets the first position of each (partner, message id) within the window pass, and the same position again after a crash; any
 * other is rejected and names the first.
 *
 * <p>The window lies around the time of arrival on both sides, so that remembered positions of one id are further apart than the
 * window whatever order arrival times come in, and at most one of them precedes a given position in it.
 */
final class DeduplicateStep implements Processor<String, Pending, String, Object> {
    private static final Duration LATE = Duration.ofDays(1);

    private final Duration window;
    private final OutcomeListener outcomes;
    private @Nullable ProcessorContext<String, Object> context;
    private @Nullable WindowStore<String, SourcePosition> firsts;

    DeduplicateStep(Duration window, OutcomeListener outcomes) {
        this.window = window;
        this.outcomes = outcomes;
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        this.context = context;
        this.firsts = context.getStateStore(CleaningTopology.FIRST_POSITIONS);
    }

    @Override
    public void process(Record<String, Pending> record) {
        Pending pending = record.value();
        WindowStore<String, SourcePosition> store = Objects.requireNonNull(firsts);
        String id = pending.raw().getPartner() + '\n' + pending.raw().getMessageId();
        long receivedAt = pending.event().receivedAt();
        switch (Appearance.of(pending.position(), remembered(store, id, receivedAt))) {
            case Appearance.First first -> {
                store.put(id, pending.position(), receivedAt);
                pass(record, pending);
            }
            case Appearance.Replay replay -> pass(record, pending);
            case Appearance.Repeat repeat -> reject(record, pending, repeat.first());
        }
    }

    private List<SourcePosition> remembered(WindowStore<String, SourcePosition> store, String id, long receivedAt) {
        List<SourcePosition> positions = new ArrayList<>(1);
        long from = Math.max(0, receivedAt - window.toMillis());
        try (var found = store.fetch(id, from, receivedAt + window.toMillis())) {
            found.forEachRemaining(entry -> positions.add(entry.value));
        }
        return positions;
    }

    private void pass(Record<String, Pending> record, Pending pending) {
        RawEvent event = pending.event();
        Behavior clean = EventRecords.clean(pending.raw(), pending.position(), Weight.of(event), flags(event));
        outcomes.clean(clean.getPartner());
        Objects.requireNonNull(context).forward(record.withValue(clean), CleaningTopology.CLEAN);
    }

    private void reject(Record<String, Pending> record, Pending pending, SourcePosition first) {
        outcomes.rejected(pending.raw().getPartner(), Reason.DUPLICATE);
        var rejected = Rejections.duplicate(pending.raw(), pending.position(), first);
        Objects.requireNonNull(context).forward(record.withValue(rejected), CleaningTopology.REJECTED);
    }

    private static List<String> flags(RawEvent event) {
        return event.receivedAt() - event.occurredAt() > LATE.toMillis() ? List.of("late") : List.of();
    }
}
