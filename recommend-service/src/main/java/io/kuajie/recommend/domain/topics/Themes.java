package io.kuajie.recommend.domain.topics;

import io.kuajie.recommend.domain.content.Likenesses;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue's items are about, by the topics in use. Other topics are put to use at once, after all items have been folded into
 * them; those that come meanwhile are in both. Topics that fold alike, as a model that is used again has them, change nothing.
 * Thread-safe; readers take no lock.
 */
public final class Themes {
    private volatile @Nullable ItemTopics current;
    private @Nullable ItemTopics coming;

    /** By the topics in use; null for none. */
    public @Nullable ItemTopics current() {
        return current;
    }

    /**
     * Puts topics to use, and waits until all items are folded into them; to be called by one thread at a time.
     *
     * @param topics null for none
     * @param likenesses knows what items say
     */
    public void use(@Nullable Topics topics, Likenesses likenesses) {
        ItemTopics former = current;
        if (topics == null || (former != null && topics.foldLike(former.topics()))) {
            current = topics == null ? null : former;
            return;
        }
        ItemTopics next = new ItemTopics(topics);
        synchronized (this) {
            coming = next;
        }
        likenesses.texts((item, shelf, words, frequencies) -> {
            synchronized (this) {
                next.put(item, shelf, words, frequencies);
            }
        });
        synchronized (this) {
            coming = null;
            current = next;
        }
    }

    /** Takes what an item says, new or changed; to be called after the likenesses have taken it. */
    public synchronized void put(int item, int shelf, List<String> words, float[] frequencies) {
        if (current != null) {
            current.put(item, shelf, words, frequencies);
        }
        if (coming != null) {
            coming.put(item, shelf, words, frequencies);
        }
    }

    /** Forgets an item that is gone; to be called after the likenesses have forgotten it. */
    public synchronized void remove(int item) {
        if (current != null) {
            current.remove(item);
        }
        if (coming != null) {
            coming.remove(item);
        }
    }
}
