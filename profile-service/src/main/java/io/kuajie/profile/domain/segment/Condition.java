package io.kuajie.profile.domain.segment;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;

/** A compiled condition on a person. Thread-safe. */
public final class Condition {
    private final String text;
    private final boolean dependsOnTime;
    private final CelRuntime.Program program;

    Condition(String text, boolean dependsOnTime, CelRuntime.Program program) {
        this.text = text;
        this.dependsOnTime = dependsOnTime;
        this.program = program;
    }

    public String text() {
        return text;
    }

    /** Whether its answer may change although nothing happens. */
    public boolean dependsOnTime() {
        return dependsOnTime;
    }

    /** A condition that can't be evaluated, for want of a fact or past a limit, is not met. */
    public boolean holds(PersonFacts facts) {
        try {
            return Boolean.TRUE.equals(program.eval(facts));
        } catch (CelEvaluationException | RuntimeException e) {
            // Foreign text decides what happens in there, so whatever it raises means "no".
            return false;
        }
    }
}
