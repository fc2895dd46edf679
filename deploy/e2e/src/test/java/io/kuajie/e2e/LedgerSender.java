package io.kuajie.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * A sender as a partner's SDK would be: each request is sent again until it is answered 200, and only then are its messages in the
 * ledger.
 */
final class LedgerSender implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long PAUSE_MILLIS = 50;

    final Ledger ledger = new Ledger();

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

    /** Ends when every request that was begun has been acknowledged. */
    @Override
    public void close() throws InterruptedException {
        closing = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void send(int thread) {
        LedgerRequests requests = new LedgerRequests(run, thread);
        while (!closing) {
            LedgerRequests.Request request = requests.next();
            ledger.add(request.outcomeByMessage(), positionsWhenTaken(request));
        }
    }

    private String positionsWhenTaken(LedgerRequests.Request request) {
        Optional<String> positions = positionsIfTaken(request);
        while (positions.isEmpty()) {
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            positions = positionsIfTaken(request);
        }
        return positions.get();
    }

    private Optional<String> positionsIfTaken(LedgerRequests.Request request) {
        try {
            Edge.Answer answer = edge.post(door, request.path(), key, request.body());
            return answer.status() == 200
                    ? Optional.of(answer.headers().getOrDefault("Kuajie-Positions", ""))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
