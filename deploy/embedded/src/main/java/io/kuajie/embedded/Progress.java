package io.kuajie.embedded;

import org.slf4j.LoggerFactory;

/** Told in one sentence what a start is doing. */
@FunctionalInterface
public interface Progress {
    void report(String sentence);

    /** Writes to the log. */
    static Progress logged() {
        return sentence -> LoggerFactory.getLogger(Progress.class).info("{}", sentence);
    }
}
