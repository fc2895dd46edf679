package io.kuajie.ingest.app.delivery;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Records on their way to the broker. */
public final class Dispatch {
    private final String rawTopic;
    private final Map<Integer, Long> offsetByPartition = new HashMap<>();
    private final CompletableFuture<Receipt> done = new CompletableFuture<>();
    private int outstanding;

    Dispatch(String rawTopic, int records) {
        this.rawTopic = rawTopic;
        this.outstanding = records;
        if (records == 0) {
            done.complete(Receipt.EMPTY);
        }
    }

    void answered(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
        if (failure != null) {
            done.completeExceptionally(failure);
        }
        Receipt receipt = null;
        synchronized (offsetByPartition) {
            if (failure == null && metadata != null && metadata.topic().equals(rawTopic)) {
                offsetByPartition.merge(metadata.partition(), metadata.offset(), Math::max);
            }
            if (--outstanding == 0) {
                receipt = new Receipt(offsetByPartition);
            }
        }
        if (receipt != null) {
            done.complete(receipt);
        }
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
