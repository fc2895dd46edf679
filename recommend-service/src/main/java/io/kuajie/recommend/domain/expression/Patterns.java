package io.kuajie.recommend.domain.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps the regular expressions inside expressions small before anything compiles them: counted repetitions multiply when they
 * are nested, and (x{1000}){1000} has a million states. So a pattern must be written out, and the product of its repetitions is
 * bounded.
 */
final class Patterns {
    private static final int LONGEST = 200;
    private static final long MOST_REPETITIONS = 1000;
    private static final Pattern REPETITION = Pattern.compile("\\{(\\d{1,6})(?:,(\\d{0,6}))?}");

    private Patterns() {}

    /** What is wrong with a pattern of this expression, in words; empty for nothing. */
    static Optional<String> fault(CelAbstractSyntaxTree tree) {
        return CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .map(CelNavigableExpr::expr)
                .filter(expression -> expression.getKind() == ExprKind.Kind.CALL
                        && expression.call().function().equals("matches"))
                .map(expression -> fault(expression.call().args().getLast()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> fault(CelExpr argument) {
        boolean isText = argument.getKind() == ExprKind.Kind.CONSTANT
                && argument.constant().getKind() == CelConstant.Kind.STRING_VALUE;
        if (!isText) {
            return Optional.of("The pattern of matches() must be written out in quotes.");
        }
        String pattern = argument.constant().stringValue();
        if (pattern.length() > LONGEST) {
            return Optional.of(
                    "The pattern of matches() has %d characters and may have %d.".formatted(pattern.length(), LONGEST));
        }
        long repetitions = repetitions(pattern);
        return repetitions <= MOST_REPETITIONS
                ? Optional.empty()
                : Optional.of("The counted repetitions of the pattern multiply to more than %d; repeat with * or +."
                        .formatted(MOST_REPETITIONS));
    }

    /** An upper bound: as if all counted repetitions were nested. */
    private static long repetitions(String pattern) {
        long product = 1;
        Matcher matcher = REPETITION.matcher(pattern);
        while (matcher.find() && product <= MOST_REPETITIONS) {
            String most = matcher.group(2) == null || matcher.group(2).isEmpty() ? matcher.group(1) : matcher.group(2);
            product *= Math.max(1, Integer.parseInt(most));
        }
        return product;
    }
}
