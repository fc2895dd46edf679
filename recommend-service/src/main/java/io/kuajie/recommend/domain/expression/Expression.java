package io.kuajie.recommend.domain.expression;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import io.kuajie.recommend.domain.expression.Facts.PersonFacts;
import io.kuajie.recommend.domain.items.ItemNode;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A compiled expression. Thread-safe. */
public final class Expression {
    private static final double GREATEST_FACTOR = 1000;

    private final CelRuntime.Program program;
    /** Null where the answer depends on more than the item. */
    private final @Nullable Verdicts verdicts;

    /** @param verdicts where answers are remembered, if it asks of nothing but the item; else null */
    Expression(CelRuntime.Program program, @Nullable Verdicts verdicts) {
        this.program = program;
        this.verdicts = verdicts;
    }

    /**
     * Whether a request's condition is met by this item, as {@link #holds(Facts)}; remembered where the item alone decides.
     *
     * @param hasTime asked before the condition is evaluated; where it says no, it is not met
     */
    public boolean holds(ItemNode node, Map<String, Object> context, BooleanSupplier hasTime) {
        Predicate<ItemNode> condition = item -> holds(new Facts(item, PersonFacts.NOBODY, context));
        return verdicts == null
                ? hasTime.getAsBoolean() && condition.test(node)
                : verdicts.of(node, condition, hasTime);
    }

    /** Whether the condition is met; one that can't be evaluated, for want of a fact or past a limit, is not. */
    public boolean holds(Facts facts) {
        return evaluate(facts).map(Boolean.TRUE::equals).orElse(false);
    }

    /** The number to multiply a score with, 0 to 1000; one if it can't be evaluated. */
    public double factor(Facts facts) {
        return evaluate(facts)
                .filter(Number.class::isInstance)
                .map(number -> ((Number) number).doubleValue())
                .filter(Double::isFinite)
                .map(factor -> Math.clamp(factor, 0, GREATEST_FACTOR))
                .orElse(1.0);
    }

    /** To be called when it is kept no longer. */
    void release() {
        if (verdicts != null) {
            verdicts.release();
        }
    }

    private Optional<Object> evaluate(Facts facts) {
        try {
            return Optional.ofNullable(program.eval(facts));
        } catch (CelEvaluationException | RuntimeException e) {
            // Foreign text decides what happens in there, so whatever it raises means "no answer".
            return Optional.empty();
        }
    }
}
