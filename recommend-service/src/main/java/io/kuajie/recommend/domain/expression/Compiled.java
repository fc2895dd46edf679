package io.kuajie.recommend.domain.expression;

import java.util.List;
import java.util.stream.Collectors;

/** What compiling an expression came to. */
public sealed interface Compiled {
    /** It can be evaluated. */
    record Ready(Expression expression) implements Compiled {}

    /** It can't, and why. */
    record Invalid(List<Fault> faults) implements Compiled {
        @Override
        public String toString() {
            return faults.stream().map(Fault::toString).collect(Collectors.joining("; "));
        }
    }

    /** One error. @param line from 1; @param column from 1 */
    record Fault(int line, int column, String message) {
        @Override
        public String toString() {
            return "line %d, column %d: %s".formatted(line, column, message);
        }
    }
}
