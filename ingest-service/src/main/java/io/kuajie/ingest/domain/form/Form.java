package io.kuajie.ingest.domain.form;

import java.util.List;
import java.util.function.Function;

/** A request's content: valid, or with the faults of its fields. */
public sealed interface Form<T> {
    /** What a valid one's value becomes; the faults of one that isn't. */
    default <R> Form<R> map(Function<T, R> change) {
        return switch (this) {
            case Valid<T>(T value) -> new Valid<>(change.apply(value));
            case Invalid<T>(List<Fault> faults) -> new Invalid<>(faults);
        };
    }

    /** What was sent, read and checked. */
    record Valid<T>(T value) implements Form<T> {}

    /** Everything that is wrong. */
    record Invalid<T>(List<Fault> faults) implements Form<T> {}

    /** One field at fault. @param reason the rule and advice */
    record Fault(String field, String reason) {}
}
