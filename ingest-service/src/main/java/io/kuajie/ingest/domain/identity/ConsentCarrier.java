package io.kuajie.ingest.domain.identity;

import org.jspecify.annotations.Nullable;

/**
 * Carries consents over a new secret of pseudonyms: what a person's former leaf said holds for the present one, until that one says
 * something newer. In whatever order words and rotations arrive, the present leaf ends with the latest word of both.
 */
public final class ConsentCarrier {
    /**
     * A word on one purpose.
     *
     * @param at when it was said, in milliseconds since the epoch
     * @param expiresAt from when it no longer holds; null for never
     */
    public record Said(
            String purpose,
            String status,
            long at,
            @Nullable Long expiresAt,
            @Nullable String policy) {}

    /** Where words are kept. */
    public interface Store {
        byte @Nullable [] get(String leaf);

        /** @param words null removes them */
        void put(String leaf, byte @Nullable [] words);

        /** When the leaf was last forgotten, in milliseconds since the epoch; the least number for never. */
        long erasedAt(String leaf);
    }

    /** Hears of words that hold for another leaf from now on. */
    public interface Listener {
        void carried(String leaf, Said said);
    }

    private final Store store;
    private final Listener listener;

    public ConsentCarrier(Store store, Listener listener) {
        this.store = store;
        this.listener = listener;
    }

    /** Takes a word, one that was carried among them. */
    public void said(String leaf, Said said) {
        ConsentFile file = file(leaf);
        if (said.at() < store.erasedAt(leaf) || !file.take(said)) {
            return;
        }
        store.put(leaf, file.encode());
        if (file.successor != null) {
            carry(file.successor, said);
        }
    }

    /** Takes that a person's former leaf has become another. @param at when it was seen, in milliseconds since the epoch */
    public void rotated(String former, String present, long at) {
        ConsentFile file = file(former);
        if (at < store.erasedAt(former) || present.equals(file.successor)) {
            return;
        }
        file.successor = present;
        store.put(former, file.encode());
        file.saidByPurpose.values().forEach(said -> carry(present, said));
    }

    /** Forgets the leaf, but for what was said of it after this time. */
    public void erase(String leaf, long at) {
        ConsentFile file = file(leaf);
        file.successor = null;
        file.saidByPurpose.values().removeIf(said -> said.at() < at);
        store.put(leaf, file.saidByPurpose.isEmpty() ? null : file.encode());
    }

    /** Ends even where leaves follow each other in a circle: a word only ever replaces an older one. */
    private void carry(String leaf, Said said) {
        Said own = file(leaf).saidByPurpose.get(said.purpose());
        if (own == null || own.at() < said.at()) {
            listener.carried(leaf, said);
            said(leaf, said);
        }
    }

    private ConsentFile file(String leaf) {
        return ConsentFile.decode(store.get(leaf));
    }
}
