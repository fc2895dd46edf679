package io.kuajie.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * A sender on one thread, in a closed loop, where each connection sends its next request when the last was answered 200, or on a
 * schedule. It costs as little as
 * a sender can, because it shares the processors with what it measures.
 */
final class HttpLoad implements AutoCloseable {
    private static final long NAP_NANOS = 50_000;
    private static final int SEND_BYTES = 256 * 1024;

    private final Selector selector = Selector.open();
    private final List<Connection> connections = new ArrayList<>();

    HttpLoad(URI server, int count) throws IOException {
        for (int n = 0; n < count; n++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            // A request is written at once.
            channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BYTES);
            channel.configureBlocking(false);
            Connection connection = new Connection(channel);
            connection.key = channel.register(selector, SelectionKey.OP_READ, connection);
            connections.add(connection);
        }
    }

    /** From here on an answer whose body has fewer bytes fails, as one does that is not 200. */
    void requireBodies(int bytes) {
        connections.forEach(connection -> connection.leastBytes = bytes);
    }

    /** Sends this many requests over all connections. @return nanoseconds from the first sending to the last answer */
    long run(long requests, Supplier<ByteBuffer> source) throws IOException {
        long start = System.nanoTime();
        long unsent = requests;
        long unanswered = requests;
        for (Connection connection : connections) {
            if (unsent > 0) {
                unsent--;
                connection.send(source.get());
            }
        }
        while (unanswered > 0) {
            selector.select();
            for (SelectionKey key : selector.selectedKeys()) {
                Connection connection = (Connection) key.attachment();
                if (key.isWritable()) {
                    connection.flush();
                }
                if (key.isReadable() && connection.isAnswered()) {
                    unanswered--;
                    if (unsent > 0) {
                        unsent--;
                        connection.send(source.get());
                    }
                }
            }
            selector.selectedKeys().clear();
        }
        return System.nanoTime() - start;
    }

    /**
     * Sends this many requests at this rate, whether or not the former are answered. Where all connections wait, requests wait too,
     * and their time counts from when they were due. @return time to the answer, in nanoseconds
     */
    Histogram paced(long requests, double perSecond, Supplier<ByteBuffer> source) throws IOException {
        Histogram latencies = new Histogram(3);
        Deque<Connection> idle = new ArrayDeque<>(connections);
        long start = System.nanoTime();
        long sent = 0;
        for (long unanswered = requests; unanswered > 0; ) {
            long next = start + (long) (sent * 1e9 / perSecond);
            while (sent < requests && !idle.isEmpty() && next <= System.nanoTime()) {
                Connection connection = idle.remove();
                connection.due = next;
                connection.send(source.get());
                next = start + (long) (++sent * 1e9 / perSecond);
            }
            if (sent < requests && !idle.isEmpty()) {
                // Napping rather than spinning: the processors are those of what is measured.
                LockSupport.parkNanos(Math.min(NAP_NANOS, next - System.nanoTime()));
                selector.selectNow();
            } else {
                selector.select();
            }
            for (SelectionKey key : selector.selectedKeys()) {
                Connection connection = (Connection) key.attachment();
                if (key.isWritable()) {
                    connection.flush();
                }
                if (key.isReadable() && connection.isAnswered()) {
                    latencies.recordValue(System.nanoTime() - connection.due);
                    idle.add(connection);
                    unanswered--;
                }
            }
            selector.selectedKeys().clear();
        }
        return latencies;
    }

    @Override
    public void close() throws IOException {
        for (Connection connection : connections) {
            connection.channel.close();
        }
        selector.close();
    }

    private static final class Connection {
        final SocketChannel channel;
        final HttpAnswer answer = new HttpAnswer();
        ByteBuffer out = ByteBuffer.allocate(0);
        SelectionKey key;
        long due;
        int leastBytes;

        @SuppressWarnings("NullAway") // the key is set right after registration
        Connection(SocketChannel channel) {
            this.channel = channel;
        }

        void send(ByteBuffer request) throws IOException {
            channel.write(request);
            if (request.hasRemaining()) {
                keep(request);
            }
        }

        /** Keeps what the kernel has no room for yet: the source will make its next request where this one stands. */
        private void keep(ByteBuffer rest) {
            if (out.capacity() < rest.remaining()) {
                out = ByteBuffer.allocateDirect(rest.remaining());
            }
            out.clear().put(rest).flip();
            key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }

        void flush() throws IOException {
            channel.write(out);
            key.interestOps(out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        }

        /** Reads what is there. @return whether the answer is complete */
        boolean isAnswered() throws IOException {
            if (answer.readFrom(channel) < 0) {
                throw new IOException("The server closed a connection.");
            }
            if (!answer.isComplete()) {
                return false;
            }
            if (answer.bodyBytes() < leastBytes) {
                throw new IOException("An answer was too short: " + answer);
            }
            if (!answer.isOk()) {
                throw new IOException("An answer was not 200: " + answer);
            }
            answer.clear();
            return true;
        }
    }
}
