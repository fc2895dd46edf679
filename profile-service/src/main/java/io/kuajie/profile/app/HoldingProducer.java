package io.kuajie.profile.app;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A producer that holds what it is given until it is told to hand it on, or has enough: records of one poll travel together instead of
 * the first alone and the others a request later. It waits for nothing, so it costs no time when there is little to do.
 *
 * <p>A flush hands on what is held first, so no commit comes before its records. What is still held at a close was never committed
 * behind, as after a crash. For the one thread that sends.
 */
final class HoldingProducer extends KafkaProducer<byte[], byte[]> {
    private static final int MOST_BYTES = 256 << 10;

    private final Queue<Held> held = new ArrayDeque<>();
    private int heldBytes;

    HoldingProducer(Map<String, Object> settings) {
        super(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, @Nullable Callback callback) {
        Held last = new Held(record, callback);
        held.add(last);
        heldBytes += sizeOf(record.key()) + sizeOf(record.value());
        if (heldBytes >= MOST_BYTES) {
            handOn();
        }
        return last;
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        return send(record, null);
    }

    @Override
    public void flush() {
        handOn();
        super.flush();
    }

    /** Hands on all that is held. What can't be handed on stays held, with all that follows it. */
    void handOn() {
        for (Held next = held.peek(); next != null; next = held.peek()) {
            next.sent = super.send(next.record, next.callback);
            held.remove();
        }
        heldBytes = 0;
    }

    private static int sizeOf(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    /** A record, and what becomes of it. */
    private final class Held implements Future<RecordMetadata> {
        private final ProducerRecord<byte[], byte[]> record;
        private final @Nullable Callback callback;
        private @Nullable Future<RecordMetadata> sent;

        Held(ProducerRecord<byte[], byte[]> record, @Nullable Callback callback) {
            this.record = record;
            this.callback = callback;
        }

        @Override
        public RecordMetadata get() throws InterruptedException, ExecutionException {
            return sent().get();
        }

        @Override
        public RecordMetadata get(long timeout, TimeUnit unit)
                throws InterruptedException, ExecutionException, TimeoutException {
            return sent().get(timeout, unit);
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            return false;
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public boolean isDone() {
            Future<RecordMetadata> known = sent;
            return known != null && known.isDone();
        }

        /** Whoever waits for the outcome must not wait for what is held. */
        private Future<RecordMetadata> sent() {
            Future<RecordMetadata> known = sent;
            if (known == null) {
                handOn();
                known = Objects.requireNonNull(sent);
            }
            return known;
        }
    }
}
