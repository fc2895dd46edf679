package io.kuajie.ingest.domain.form;

import java.util.List;

/** A request's content: valid, or with the faults of its fields. */
public sealed interface Form<T> {
    /** What was sent, read and checked. */
    record Valid<T>(T value) implements Form<T> {}

    /** Everything that is wrong. */
    record Invalid<T>(List<Fault> faults) implements Form<T> {}

    /** One field at fault. @param reason the rule and advice */
    record Fault(String field, String reason) {}
}
