package io.kuajie.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A sender as a partner's SDK would be: each batch is sent again until it is answered 200, and only then are its messages in the
 * ledger.
 */
final class LedgerSender implements AutoCloseable {
    private static final int BATCH = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long PAUSE_MILLIS = 50;

    /** Messages that were acknowledged. */
    final Set<String> ledger = ConcurrentHashMap.newKeySet();

    private final Edge edge = new Edge();
    private final URI door;
    private final String key;
    private final String run;
    private final Thread[] threads;
    private volatile boolean closing;

    /** Starts sending. @param run names the messages, and their origin */
    LedgerSender(URI door, String key, String run, int threads) {
        this.door = door;
        this.key = key;
        this.run = run;
        this.threads = new Thread[threads];
        for (int n = 0; n < threads; n++) {
            int number = n;
            this.threads[n] = Thread.ofVirtual().start(() -> send(number));
        }
    }

    /** Waits until so many more are acknowledged. */
    void awaitMore(int messages) {
        int wanted = ledger.size() + messages;
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> ledger.size() >= wanted);
    }

    /** Ends when every batch that was begun has been acknowledged. */
    @Override
    public void close() throws InterruptedException {
        closing = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void send(int thread) {
        for (int batch = 0; !closing; batch++) {
            StringBuilder body = new StringBuilder("{\"context\":{\"library\":{\"name\":\"" + run + "\"}},\"batch\":[");
            String[] ids = new String[BATCH];
            for (int i = 0; i < BATCH; i++) {
                ids[i] = "%s-%d-%d-%d".formatted(run, thread, batch, i);
                body.append(i == 0 ? "" : ",")
                        .append(
                                "{\"type\":\"track\",\"event\":\"Product Viewed\",\"userId\":\"%s-u%d\",\"messageId\":\"%s\",\"properties\":{\"product_id\":\"p%d\"}}"
                                        .formatted(run, (batch * BATCH + i) % 9_973, ids[i], i));
            }
            sendUntilTaken(body.append("]}").toString());
            ledger.addAll(Set.of(ids));
        }
    }

    private void sendUntilTaken(String body) {
        while (!isTaken(body)) {
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private boolean isTaken(String body) {
        try {
            return edge.post(door, "/v1/batch", key, body).status() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
