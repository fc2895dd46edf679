package io.kuajie.ingest.app.imports;

import io.kuajie.kernel.PartnerId;

/** A partner's import; written {@code partner:name} it is the key of the ledger. */
record ImportKey(PartnerId partner, String name) {
    @Override
    public String toString() {
        return partner + ":" + name;
    }
}
