package io.kuajie.ingest.app;

import io.kuajie.ingest.domain.cleaning.OutcomeListener;
import io.kuajie.ingest.domain.event.Mapped;
import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.ingest.domain.event.Reason;
import io.kuajie.ingest.domain.event.Refused;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Counts what passes: at the door {@code kuajie.door.accepted} and {@code kuajie.door.refused}, in cleaning {@code
 * kuajie.cleaning.clean} and {@code kuajie.cleaning.rejected}, by partner and reason code.
 */
@ApplicationScoped
public class IngestMetrics implements OutcomeListener {
    private final MeterRegistry meters;

    public IngestMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    /** What a request or a part of an import came to, after the broker acknowledged it. */
    public void passedDoor(List<Mapped> outcomes) {
        for (Mapped outcome : outcomes) {
            switch (outcome) {
                case RawEvent event ->
                    count("kuajie.door.accepted", event.leaf().partner().value(), "none");
                case Refused refused ->
                    count(
                            "kuajie.door.refused",
                            refused.partner().value(),
                            refused.reason().code());
            }
        }
    }

    @Override
    public void clean(String partner) {
        count("kuajie.cleaning.clean", partner, "none");
    }

    @Override
    public void rejected(String partner, Reason reason) {
        count("kuajie.cleaning.rejected", partner, reason.code());
    }

    private void count(String name, String partner, String code) {
        meters.counter(name, "partner", partner, "code", code).increment();
    }
}
