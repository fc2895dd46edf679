package io.kuajie.recommend.app;

import java.util.concurrent.atomic.AtomicLongArray;

/** How far a topic has been taken in: the offset of the latest record of each partition. One thread notes, any may ask. */
final class TopicProgress {
    private static final long NOTHING = -1;

    private final String topic;
    /** By partition. */
    private volatile AtomicLongArray latest = new AtomicLongArray(0);

    /** @param topic as it is called in every installation */
    TopicProgress(String topic) {
        this.topic = topic;
    }

    /** To be called once the record is in the view, so that nobody is told of what answers may not know yet. */
    void note(int partition, long offset) {
        if (partition >= latest.length()) {
            latest = grown(partition + 1);
        }
        latest.set(partition, offset);
    }

    /** Appends {@code topic/partition:offset} for each partition with records, joined by commas. */
    void write(StringBuilder out) {
        AtomicLongArray offsets = latest;
        for (int partition = 0; partition < offsets.length(); partition++) {
            long offset = offsets.get(partition);
            if (offset != NOTHING) {
                out.append(out.isEmpty() ? "" : ",").append(topic).append('/');
                out.append(partition).append(':').append(offset);
            }
        }
    }

    private AtomicLongArray grown(int length) {
        AtomicLongArray grown = new AtomicLongArray(length);
        for (int partition = 0; partition < length; partition++) {
            grown.set(partition, partition < latest.length() ? latest.get(partition) : NOTHING);
        }
        return grown;
    }
}
