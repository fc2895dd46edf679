package io.kuajie.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that nobody wants: silent, half-closed, and a byte at a time. Whoever loses the connection comes again. */
final class BadClients implements AutoCloseable {
    private static final byte[] HEAD =
            "POST /v1/batch HTTP/1.1\r\nHost: door\r\nContent-Length: 5000\r\n\r\n{\"batch\":["
                    .getBytes(StandardCharsets.US_ASCII);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** What one does with a connection, until it ends. */
    private interface Manner {
        void use(Socket socket) throws IOException, InterruptedException;
    }

    private final URI door;
    private final int staying;
    private final AtomicInteger stayingNow = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    BadClients(URI door, int silent, int halfClosed, int slow) {
        this.door = door;
        this.staying = silent + slow;
        start(silent, socket -> stay(socket, BadClients::drain));
        start(slow, socket -> stay(socket, BadClients::drip));
        // The door ends these as soon as it notices.
        start(halfClosed, BadClients::halfClose);
        awaitAll();
    }

    /** Waits until all of those that stay are connected, as they are again some time after the door has been killed. */
    void awaitAll() {
        await().atMost(PATIENCE).until(() -> stayingNow.get() == staying);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }

    private void start(int count, Manner manner) {
        for (int n = 0; n < count; n++) {
            threads.execute(() -> comeAgain(manner));
        }
    }

    private void comeAgain(Manner manner) {
        try {
            while (!threads.isShutdown()) {
                connect(manner);
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            // It is over.
            Thread.currentThread().interrupt();
        }
    }

    private void connect(Manner manner) throws InterruptedException {
        try (Socket socket = new Socket(door.getHost(), door.getPort())) {
            manner.use(socket);
        } catch (IOException e) {
            // The door is away, or has had enough of it.
            return;
        }
    }

    private void stay(Socket socket, Manner manner) throws IOException, InterruptedException {
        stayingNow.incrementAndGet();
        try {
            manner.use(socket);
        } finally {
            stayingNow.decrementAndGet();
        }
    }

    private static void drain(Socket socket) throws IOException {
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    private static void halfClose(Socket socket) throws IOException {
        socket.getOutputStream().write(HEAD);
        socket.shutdownOutput();
        drain(socket);
    }

    private static void drip(Socket socket) throws IOException, InterruptedException {
        socket.getOutputStream().write(HEAD);
        while (true) {
            Thread.sleep(PAUSE);
            socket.getOutputStream().write(' ');
        }
    }
}
