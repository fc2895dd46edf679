package io.kuajie.ingest.domain.cleaning;

import io.kuajie.ingest.domain.event.Reason;

/** The rule an event breaks. @param detail the value, the rule and advice, without identifiers */
public record Violation(Reason reason, String detail) {
    /** @param value what the event says, where that identifies nobody */
    static Violation of(Reason reason, Object value, String advice) {
        return new Violation(reason, "%s It is %s. %s".formatted(reason.rule(), value, advice));
    }
}
