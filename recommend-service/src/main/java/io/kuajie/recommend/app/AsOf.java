package io.kuajie.recommend.app;

import java.util.List;
import java.util.function.LongSupplier;

/**
 * Says up to which records of topics lists for nobody in particular go. Written down anew a tenth of a second after the last time
 * at the earliest: lists know what it says, and may know more. Thread-safe.
 */
final class AsOf {
    private static final long LONGEST_NANOS = 100_000_000;

    private record Written(String text, long atNanos) {}

    private final List<TopicProgress> topics;
    private final LongSupplier nanoTime;
    private volatile Written written;

    /** @param nanoTime a clock like {@link System#nanoTime()} */
    AsOf(List<TopicProgress> topics, LongSupplier nanoTime) {
        this.topics = List.copyOf(topics);
        this.nanoTime = nanoTime;
        this.written = write(nanoTime.getAsLong());
    }

    /** As {@link TopicProgress#write}, of all topics. */
    String text() {
        Written last = written;
        long now = nanoTime.getAsLong();
        if (now - last.atNanos > LONGEST_NANOS) {
            last = write(now);
            written = last;
        }
        return last.text;
    }

    private Written write(long now) {
        StringBuilder text = new StringBuilder();
        topics.forEach(topic -> topic.write(text));
        return new Written(text.toString(), now);
    }
}
