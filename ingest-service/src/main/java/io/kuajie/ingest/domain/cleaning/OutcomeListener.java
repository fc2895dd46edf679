package io.kuajie.ingest.domain.cleaning;

import io.kuajie.ingest.domain.event.Reason;

/** Is told each outcome of cleaning; a replay tells it again. */
public interface OutcomeListener {
    /** Hears nothing. */
    OutcomeListener NONE = new OutcomeListener() {
        @Override
        public void clean(String partner) {}

        @Override
        public void rejected(String partner, Reason reason) {}
    };

    void clean(String partner);

    void rejected(String partner, Reason reason);
}
