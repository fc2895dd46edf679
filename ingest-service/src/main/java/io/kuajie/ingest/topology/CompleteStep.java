package io.kuajie.ingest.topology;

import io.kuajie.ingest.domain.cleaning.Completion;
import io.kuajie.ingest.domain.cleaning.Flags;
import io.kuajie.ingest.domain.cleaning.Weight;
import io.kuajie.ingest.domain.event.RawEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Fills in what the catalogue knows of an event that has passed, and writes it. */
final class CompleteStep implements Processor<String, Pending, String, byte[]> {
    private final Completion completion;
    private final RawBytes raw;
    private final CleanBytes clean;
    private @Nullable ProcessorContext<String, byte[]> context;

    CompleteStep(Completion completion, RawBytes raw, CleanBytes clean) {
        this.completion = completion;
        this.raw = raw;
        this.clean = clean;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        this.context = context;
    }

    @Override
    public void process(Record<String, Pending> record) {
        Pending pending = record.value();
        Completion.Completed completed = completion.of(pending.event());
        RawEvent event = completed.event();
        byte[] known = pending.with(event).bytes();
        byte[] bytes = known == null ? raw.of(event, event.leaf().toString()) : known;
        byte[] value = clean.of(bytes, pending.position(), Weight.of(event), flags(event, completed.flags()));
        Objects.requireNonNull(context).forward(record.withValue(value));
    }

    private static List<String> flags(RawEvent event, List<String> imputed) {
        List<String> own = Flags.of(event);
        if (imputed.isEmpty()) {
            return own;
        }
        List<String> flags = new ArrayList<>(own);
        flags.addAll(imputed);
        return flags;
    }
}
