package io.kuajie.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Sends without a pause, whatever the answers, and opens a connection again where the door closes it. */
final class AttackLoad {
    private final InetSocketAddress door;
    private final List<Thread> threads = new ArrayList<>();
    private final LongAdder refused = new LongAdder();
    private volatile boolean isEnding;

    /** @param sources of requests, one a connection */
    AttackLoad(URI door, List<Supplier<ByteBuffer>> sources) {
        this.door = new InetSocketAddress(door.getHost(), door.getPort());
        for (Supplier<ByteBuffer> source : sources) {
            threads.add(Thread.ofPlatform().daemon().start(() -> attack(source)));
        }
    }

    /** Requests that were not taken: answered otherwise than 200, or cut off. */
    long refused() {
        return refused.sum();
    }

    /** Ends when the last requests are answered. */
    void end() throws InterruptedException {
        isEnding = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void attack(Supplier<ByteBuffer> source) {
        HttpAnswer answer = new HttpAnswer();
        while (!isEnding) {
            try (SocketChannel channel = SocketChannel.open(door)) {
                boolean isOpen = true;
                while (isOpen && !isEnding) {
                    isOpen = isAnswered(channel, source.get(), answer);
                    refused.add(isOpen && answer.isOk() ? 0 : 1);
                    isOpen = isOpen && !answer.isLast();
                }
            } catch (IOException e) {
                // The door closed it while the request was being written.
                refused.increment();
            }
        }
    }

    private static boolean isAnswered(SocketChannel channel, ByteBuffer request, HttpAnswer answer) throws IOException {
        answer.clear();
        while (request.hasRemaining()) {
            channel.write(request);
        }
        while (answer.readFrom(channel) >= 0) {
            if (answer.isComplete()) {
                return true;
            }
        }
        return false;
    }
}
