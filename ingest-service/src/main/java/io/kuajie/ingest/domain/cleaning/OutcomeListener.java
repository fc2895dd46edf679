package io.kuajie.ingest.domain.cleaning;

import io.kuajie.ingest.domain.event.Reason;

/** Is told each outcome of cleaning; a replay tells it again. */
public interface OutcomeListener {
    /** Hears nothing. */
    OutcomeListener NONE = new OutcomeListener() {
        @Override
        public void clean(String partner, long receivedAt) {}

        @Override
        public void rejected(String partner, Reason reason) {}
    };

    /** @param receivedAt when the event arrived, in milliseconds since the epoch */
    void clean(String partner, long receivedAt);

    void rejected(String partner, Reason reason);
}
