package io.kuajie.ingest.app.delivery;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Records on their way to the broker, and what the producer calls for each of them. */
public final class Dispatch implements Callback {
    private static final int USUAL_PARTITIONS = 8;

    private final String rawTopic;
    private final Runnable settled;
    private final CompletableFuture<Receipt> done = new CompletableFuture<>();
    /** The highest offset by partition; {@link Receipt#NONE} where there is none. */
    private long[] offsets = new long[0];

    private int outstanding;

    /** @param settled run once, when there is an answer for every record */
    Dispatch(String rawTopic, int records, Runnable settled) {
        this.rawTopic = rawTopic;
        this.outstanding = records;
        this.settled = settled;
        if (records == 0) {
            settled.run();
            done.complete(Receipt.EMPTY);
        }
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
        if (failure != null) {
            done.completeExceptionally(failure);
        }
        boolean isLast;
        synchronized (this) {
            if (failure == null && metadata != null && metadata.topic().equals(rawTopic)) {
                note(metadata.partition(), metadata.offset());
            }
            isLast = --outstanding == 0;
        }
        if (isLast) {
            settled.run();
            done.complete(Receipt.of(offsets));
        }
    }

    private void note(int partition, long offset) {
        if (partition >= offsets.length) {
            int known = offsets.length;
            offsets = Arrays.copyOf(offsets, Math.max(USUAL_PARTITIONS, partition + 1));
            Arrays.fill(offsets, known, offsets.length, Receipt.NONE);
        }
        offsets[partition] = Math.max(offsets[partition], offset);
    }

    boolean hasFailed() {
        return done.isCompletedExceptionally();
    }

    /** Completes when the broker has acknowledged everything, or refused something; on the producer's own thread. */
    public CompletableFuture<Receipt> done() {
        return done;
    }

    /**
     * Waits until the broker has acknowledged everything.
     *
     * @throws TimeoutException if it has not in this time; it may still do so
     * @throws ExecutionException if it refused something
     */
    public Receipt await(Duration limit) throws TimeoutException, ExecutionException, InterruptedException {
        return done.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    }
}
