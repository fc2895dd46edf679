package io.kuajie.ingest.app;

import io.kuajie.ingest.domain.cleaning.Normalisation;
import io.kuajie.ingest.domain.cleaning.Policies;
import io.kuajie.ingest.domain.cleaning.Policy;
import io.kuajie.ingest.domain.cleaning.Violation;
import io.kuajie.ingest.domain.event.RawEvent;
import java.util.List;
import java.util.Optional;

/** The rules of cleaning as configured: the form events are brought into, and the policies that judge it, in the order they are asked. */
public record CleaningRules(Normalisation normalisation, List<Policy> policies) {
    /** The event in the form that is judged. */
    public RawEvent normal(RawEvent event) {
        return normalisation.of(event);
    }

    /** The first policy that an event breaks. @param normal in the form that is judged */
    public Optional<Violation> violation(RawEvent normal) {
        return Policies.firstViolation(policies, normal);
    }
}
