package io.kuajie.ingest.topology;

import io.kuajie.ingest.domain.cleaning.Appearance;
import io.kuajie.ingest.domain.cleaning.OutcomeListener;
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
 * window whatever order arrival times come in. So each of the buckets into which time is divided, as long as the window, holds one
 * position of an id at most, and three single look-ups find all that matter; those in buckets without data cost nothing.
 */
final class DeduplicateStep implements Processor<String, Pending, String, Object> {
    private final long windowMillis;
    private final OutcomeListener outcomes;
    private @Nullable ProcessorContext<String, Object> context;
    private @Nullable WindowStore<String, FirstPosition> firsts;

    DeduplicateStep(Duration window, OutcomeListener outcomes) {
        this.windowMillis = window.toMillis();
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
        WindowStore<String, FirstPosition> store = Objects.requireNonNull(firsts);
        String id = key(pending.event());
        long receivedAt = pending.event().receivedAt();
        switch (Appearance.of(pending.position(), remembered(store, id, receivedAt))) {
            case Appearance.First first -> {
                store.put(id, new FirstPosition(pending.position(), receivedAt), bucket(receivedAt, windowMillis));
                pass(record, pending);
            }
            case Appearance.Replay replay -> pass(record, pending);
            case Appearance.Repeat repeat -> reject(record, pending, repeat.first());
        }
    }

    static String key(RawEvent event) {
        return event.leaf().partner().value() + '\n' + event.messageId();
    }

    /** Start of the bucket that holds this moment. */
    static long bucket(long receivedAt, long windowMillis) {
        return receivedAt - receivedAt % windowMillis;
    }

    private List<SourcePosition> remembered(WindowStore<String, FirstPosition> store, String id, long receivedAt) {
        long bucket = bucket(receivedAt, windowMillis);
        List<SourcePosition> positions = List.of();
        for (long start = Math.max(0, bucket - windowMillis); start <= bucket + windowMillis; start += windowMillis) {
            FirstPosition found = store.fetch(id, start);
            if (found != null && Math.abs(found.receivedAt() - receivedAt) <= windowMillis) {
                positions = positions.isEmpty() ? new ArrayList<>(2) : positions;
                positions.add(found.position());
            }
        }
        return positions;
    }

    private void pass(Record<String, Pending> record, Pending pending) {
        outcomes.clean(pending.event().leaf().partner().value(), pending.event().receivedAt());
        Objects.requireNonNull(context).forward(record.withValue(pending), CleaningTopology.COMPLETE);
    }

    private void reject(Record<String, Pending> record, Pending pending, SourcePosition first) {
        outcomes.rejected(pending.event().leaf().partner().value(), Reason.DUPLICATE);
        var rejected = Rejections.duplicate(pending.event(), pending.position(), first);
        Objects.requireNonNull(context).forward(record.withValue(rejected), CleaningTopology.REJECTED);
    }
}
