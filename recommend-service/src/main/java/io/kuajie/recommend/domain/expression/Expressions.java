package io.kuajie.recommend.domain.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.kuajie.recommend.domain.expression.Compiled.Fault;
import io.kuajie.recommend.domain.expression.Compiled.Invalid;
import io.kuajie.recommend.domain.expression.Compiled.Ready;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Compiles expressions of the Common Expression Language, and keeps the latest ones. Foreign expressions are bounded in length,
 * depth and steps; whatever they hold, compiling gives a value and evaluating ends.
 *
 * <p>Thread-safe. Compiling costs about a millisecond, a kept expression a look-up.
 */
public final class Expressions {
    /** What an expression is for. */
    public enum Use {
        /** A request's condition on items. Asks of the item alone, so answers are remembered. */
        FILTER(Vocabulary.ofRequests(), EnumSet.of(CelKind.BOOL, CelKind.DYN), "true or false"),
        /** A request's factor on scores. */
        BOOST(Vocabulary.ofRequests(), EnumSet.of(CelKind.DOUBLE, CelKind.INT, CelKind.DYN), "a number"),
        /** A campaign's condition on person, item and context. */
        TARGET(Vocabulary.ofTargets(), EnumSet.of(CelKind.BOOL, CelKind.DYN), "true or false");

        // Never written.
        @SuppressWarnings("ImmutableEnumChecker")
        private final Map<String, CelType> typeByName;

        @SuppressWarnings("ImmutableEnumChecker")
        private final Set<CelKind> results;

        private final String resultInWords;

        Use(Map<String, CelType> typeByName, Set<CelKind> results, String resultInWords) {
            this.typeByName = typeByName;
            this.results = results;
            this.resultInWords = resultInWords;
        }
    }

    private record Key(Use use, String text) {}

    private static final int MOST_KEPT = 512;
    private static final int LONGEST_TEXT = 2000;
    /** Of all filters together, 64 MB. */
    private static final int MOST_VERDICTS = 1 << 23;

    private static final CelOptions LIMITS = CelOptions.current()
            .maxExpressionCodePointSize(LONGEST_TEXT)
            .maxParseRecursionDepth(32)
            .maxParseErrorRecoveryLimit(10)
            .comprehensionMaxIterations(1000)
            .maxRegexProgramSize(1000)
            .build();

    private final Map<Use, CelCompiler> compilerByUse = new EnumMap<>(Use.class);
    private final CelRuntime runtime =
            CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(LIMITS).build();
    /** How many verdicts may be remembered beyond the least of each filter. */
    private final AtomicInteger room = new AtomicInteger(MOST_VERDICTS);

    private final Map<Key, Compiled> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Compiled> eldest) {
            boolean isOver = size() > MOST_KEPT;
            if (isOver) {
                release(eldest.getValue());
            }
            return isOver;
        }
    };

    public Expressions() {
        for (Use use : Use.values()) {
            compilerByUse.put(use, compiler(use));
        }
    }

    public Compiled compile(Use use, String text) {
        if (text.length() > LONGEST_TEXT) {
            return invalid("The expression has %d characters and may have %d.".formatted(text.length(), LONGEST_TEXT));
        }
        Key key = new Key(use, text);
        synchronized (kept) {
            Compiled known = kept.get(key);
            if (known != null) {
                return known;
            }
        }
        Compiled compiled = compiled(use, text);
        synchronized (kept) {
            Compiled before = kept.put(key, compiled);
            if (before != null) {
                release(before);
            }
        }
        return compiled;
    }

    private static void release(Compiled compiled) {
        if (compiled instanceof Ready(Expression expression)) {
            expression.release();
        }
    }

    private Compiled compiled(Use use, String text) {
        try {
            CelValidationResult result =
                    Objects.requireNonNull(compilerByUse.get(use)).compile(text);
            if (result.hasError()) {
                return new Invalid(
                        result.getErrors().stream().map(Expressions::fault).toList());
            }
            return program(use, result.getAst());
        } catch (CelValidationException | CelEvaluationException | RuntimeException e) {
            return invalid("The expression can't be read: " + e.getMessage());
        }
    }

    private Compiled program(Use use, CelAbstractSyntaxTree tree) throws CelEvaluationException {
        CelType type = tree.getResultType();
        if (!use.results.contains(type.kind())) {
            return invalid("The expression gives %s and must give %s.".formatted(type.name(), use.resultInWords));
        }
        Optional<String> fault = Patterns.fault(tree);
        if (fault.isPresent()) {
            return invalid(fault.get());
        }
        return new Ready(new Expression(runtime.createProgram(tree), use == Use.FILTER ? new Verdicts(room) : null));
    }

    private static Fault fault(CelIssue issue) {
        int line = Math.max(1, issue.getSourceLocation().getLine());
        int column = Math.max(0, issue.getSourceLocation().getColumn()) + 1;
        return new Fault(line, column, issue.getMessage());
    }

    private static Invalid invalid(String message) {
        return new Invalid(List.of(new Fault(1, 1, message)));
    }

    private static CelCompiler compiler(Use use) {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(LIMITS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS);
        use.typeByName.forEach(builder::addVar);
        return builder.build();
    }
}
