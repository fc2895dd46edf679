package io.kuajie.ingest.app.imports;

import java.io.IOException;

/** A pull can't go on; the message says why, without the address's query and without secrets. */
final class PullEndedException extends IOException {
    private static final long serialVersionUID = 1;

    PullEndedException(String message) {
        super(message);
    }
}
