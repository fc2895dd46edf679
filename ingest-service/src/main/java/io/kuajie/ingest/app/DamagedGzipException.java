package io.kuajie.ingest.app;

import io.kuajie.edge.Problem;
import java.io.IOException;

/** What starts as gzip can't be decompressed, or ends before gzip does. */
public final class DamagedGzipException extends IOException {
    private static final long serialVersionUID = 1L;

    private static final String ADVICE = "The body starts as gzip but is damaged or cut short; send it whole.";

    DamagedGzipException(IOException cause) {
        super(ADVICE, cause);
    }

    /** What the sender is told, with status 400. */
    public Problem problem() {
        return Problem.of(400, ADVICE);
    }
}
