package io.kuajie.bench;

import java.io.PrintStream;

/** One benchmark: a hot path and what it is compared with. */
public interface Bench {
    /** The name on the command line. */
    String name();

    /** What is measured against what, in a sentence. */
    String description();

    /** Runs all rounds and prints its table on the way. */
    Result run(PrintStream out) throws Exception;
}
