package io.kuajie.ingest.topology;

import io.kuajie.ingest.domain.cleaning.OutcomeListener;
import io.kuajie.ingest.domain.cleaning.Policies;
import io.kuajie.ingest.domain.cleaning.Policy;
import io.kuajie.ingest.domain.cleaning.Violation;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Rejects an event for the first rule it breaks. Comes before de-duplication, so that a corrected event may keep its id. */
final class ValidateStep implements Processor<String, Pending, String, Object> {
    private final List<Policy> policies;
    private final OutcomeListener outcomes;
    private @Nullable ProcessorContext<String, Object> context;

    ValidateStep(List<Policy> policies, OutcomeListener outcomes) {
        this.policies = policies;
        this.outcomes = outcomes;
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        this.context = context;
    }

    @Override
    public void process(Record<String, Pending> record) {
        ProcessorContext<String, Object> to = Objects.requireNonNull(context);
        Pending pending = record.value();
        Violation violation = Policies.firstViolation(policies, pending.event()).orElse(null);
        if (violation == null) {
            to.forward(record, CleaningTopology.DEDUPLICATE);
            return;
        }
        outcomes.rejected(pending.event().leaf().partner().value(), violation.reason());
        var rejected = Rejections.of(pending.event(), pending.position(), violation);
        to.forward(record.withValue(rejected), CleaningTopology.REJECTED);
    }
}
