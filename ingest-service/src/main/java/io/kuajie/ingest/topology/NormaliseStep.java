package io.kuajie.ingest.topology;

import io.kuajie.ingest.domain.cleaning.Normalisation;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Brings events into the platform's form. Comes before validation, which judges that form. */
final class NormaliseStep implements Processor<String, Pending, String, Pending> {
    private final Normalisation normalisation;
    private @Nullable ProcessorContext<String, Pending> context;

    NormaliseStep(Normalisation normalisation) {
        this.normalisation = normalisation;
    }

    @Override
    public void init(ProcessorContext<String, Pending> context) {
        this.context = context;
    }

    @Override
    public void process(Record<String, Pending> record) {
        Pending pending = record.value();
        Pending normal = pending.with(normalisation.of(pending.event()));
        Objects.requireNonNull(context).forward(normal == pending ? record : record.withValue(normal));
    }
}
