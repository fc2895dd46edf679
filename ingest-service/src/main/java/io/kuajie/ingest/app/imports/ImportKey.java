package io.kuajie.ingest.app.imports;

import io.kuajie.kernel.PartnerId;

/** A partner's import; written {@code partner:name} it is the key of the ledger. */
record ImportKey(PartnerId partner, String name) {
    static ImportKey parse(String text) {
        int colon = text.indexOf(':');
        return new ImportKey(new PartnerId(text.substring(0, colon)), text.substring(colon + 1));
    }

    @Override
    public String toString() {
        return partner + ":" + name;
    }
}
