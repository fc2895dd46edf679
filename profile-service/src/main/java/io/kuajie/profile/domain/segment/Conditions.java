package io.kuajie.profile.domain.segment;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelKind;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import java.util.List;

/**
 * Compiles conditions. Foreign text is bounded in length, depth and steps; whatever it holds, compiling gives a value and evaluating
 * ends. Every fact is declared with its type, so a misspelt one is refused with its place.
 */
public final class Conditions {
    /** What compiling came to. */
    public sealed interface Compiled {
        /** It can be evaluated. */
        record Ready(Condition condition) implements Compiled {}

        /** It can't. @param faults each with its place */
        record Invalid(List<String> faults) implements Compiled {}
    }

    private static final int LONGEST_TEXT = 2000;
    private static final CelOptions LIMITS = CelOptions.current()
            .maxExpressionCodePointSize(LONGEST_TEXT)
            .maxParseRecursionDepth(32)
            .maxParseErrorRecoveryLimit(10)
            .comprehensionMaxIterations(Bounds.MOST_STEPS)
            .maxRegexProgramSize(Patterns.LARGEST_PROGRAM)
            .build();

    private final Cel cel;

    public Conditions() {
        var builder =
                CelFactory.standardCelBuilder().setOptions(LIMITS).setStandardMacros(CelStandardMacro.STANDARD_MACROS);
        Vocabulary.TYPES.forEach(builder::addVar);
        builder.addFunctionDeclarations(Vocabulary.FUNCTIONS).addFunctionBindings(Vocabulary.BINDINGS);
        cel = builder.build();
    }

    public Compiled compile(String text) {
        if (text.isBlank()) {
            return new Compiled.Invalid(List.of("The condition is empty; it must say who is meant."));
        }
        if (text.length() > LONGEST_TEXT) {
            return new Compiled.Invalid(
                    List.of("The condition has %d characters and may have %d.".formatted(text.length(), LONGEST_TEXT)));
        }
        try {
            CelValidationResult result = cel.compile(text);
            if (result.hasError()) {
                return new Compiled.Invalid(result.getErrors().stream()
                        .map(issue -> "line %d, column %d: %s"
                                .formatted(
                                        Math.max(1, issue.getSourceLocation().getLine()),
                                        Math.max(0, issue.getSourceLocation().getColumn()) + 1,
                                        issue.getMessage()))
                        .toList());
            }
            return program(text, result.getAst());
        } catch (CelValidationException | CelEvaluationException | RuntimeException e) {
            return new Compiled.Invalid(List.of("The condition can't be read: " + e.getMessage()));
        }
    }

    private Compiled program(String text, CelAbstractSyntaxTree tree) throws CelEvaluationException {
        if (tree.getResultType().kind() != CelKind.BOOL) {
            return new Compiled.Invalid(List.of("The condition gives %s and must give true or false."
                    .formatted(tree.getResultType().name())));
        }
        List<String> faults = Bounds.faults(tree);
        if (!faults.isEmpty()) {
            return new Compiled.Invalid(faults);
        }
        boolean dependsOnTime = tree.getReferenceMap().values().stream()
                .anyMatch(reference -> Vocabulary.TIMED.contains(reference.name()));
        return new Compiled.Ready(new Condition(text, dependsOnTime, cel.createProgram(tree)));
    }
}
