package io.kuajie.profile.domain.segment;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Refuses conditions that would be dear to evaluate, before one is: they are asked of everybody, on every event. What a condition
 * writes out is counted here; lists of a person have lengths of their own and are bounded when it is evaluated.
 */
final class Bounds {
    /** Elements of lists that are looked at in one evaluation. */
    static final int MOST_STEPS = 1000;

    private static final int DEEPEST_LOOPS = 2;
    private static final int MOST_DAYS = 30;

    private Bounds() {}

    /** What is too dear, in words; empty for nothing. */
    static List<String> faults(CelAbstractSyntaxTree tree) {
        List<CelNavigableExpr> nodes =
                CelNavigableAst.fromAst(tree).getRoot().allNodes().toList();
        List<String> faults = new ArrayList<>();
        loopFault(nodes).ifPresent(faults::add);
        for (CelNavigableExpr node : nodes) {
            if (node.getKind() == Kind.CALL) {
                callFault(node.expr().call()).ifPresent(faults::add);
            }
        }
        return faults;
    }

    private static Optional<String> loopFault(List<CelNavigableExpr> nodes) {
        long steps = 0;
        for (CelNavigableExpr node : nodes) {
            if (node.getKind() == Kind.COMPREHENSION) {
                List<CelExpr> ranges = rangesAround(node);
                if (ranges.size() > DEEPEST_LOOPS) {
                    return Optional.of("The condition looks through lists within lists %d deep and may do so %d deep."
                            .formatted(ranges.size(), DEEPEST_LOOPS));
                }
                steps += ranges.stream().mapToLong(Bounds::writtenOut).reduce(1, (a, b) -> a * b);
            }
        }
        return steps <= MOST_STEPS
                ? Optional.empty()
                : Optional.of(
                        "The condition takes %d steps through lists and may take %d.".formatted(steps, MOST_STEPS));
    }

    /** The lists whose elements this loop is run for, its own first. */
    private static List<CelExpr> rangesAround(CelNavigableExpr loop) {
        List<CelExpr> ranges = new ArrayList<>();
        ranges.add(loop.expr().comprehension().iterRange());
        CelNavigableExpr inner = loop;
        Optional<CelNavigableExpr> outer = inner.parent();
        while (outer.isPresent()) {
            if (outer.get().getKind() == Kind.COMPREHENSION) {
                CelExpr range = outer.get().expr().comprehension().iterRange();
                // What is looked through is worked out once; it is not part of the loop.
                if (range.id() != inner.id()) {
                    ranges.add(range);
                }
            }
            inner = outer.get();
            outer = inner.parent();
        }
        return ranges;
    }

    private static long writtenOut(CelExpr range) {
        return switch (range.getKind()) {
            case LIST -> range.list().elements().size();
            case MAP -> range.map().entries().size();
            default -> 1;
        };
    }

    private static Optional<String> callFault(CelExpr.CelCall call) {
        return switch (call.function()) {
            case "matches" -> patternFault(call.args().getLast());
            case Vocabulary.IN_DOMAIN, Vocabulary.IN_CATEGORY ->
                daysFault(call.function(), call.args().getLast());
            default -> Optional.empty();
        };
    }

    private static Optional<String> patternFault(CelExpr argument) {
        if (!isConstant(argument, CelConstant.Kind.STRING_VALUE)) {
            return Optional.of("The pattern of matches() must be written out in quotes.");
        }
        return Patterns.fault(argument.constant().stringValue());
    }

    private static Optional<String> daysFault(String function, CelExpr argument) {
        boolean isKept = isConstant(argument, CelConstant.Kind.INT64_VALUE)
                && argument.constant().int64Value() >= 1
                && argument.constant().int64Value() <= MOST_DAYS;
        return isKept
                ? Optional.empty()
                : Optional.of("The days of %s() must be written out, from 1 to %d.".formatted(function, MOST_DAYS));
    }

    private static boolean isConstant(CelExpr expression, CelConstant.Kind kind) {
        return expression.getKind() == Kind.CONSTANT && expression.constant().getKind() == kind;
    }
}
