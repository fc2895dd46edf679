package io.kuajie.e2e;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Connections that no decent client leaves behind: silent, half-closed, and a byte at a time. */
final class BadClients implements AutoCloseable {
    private static final byte[] HEAD =
            "POST /v1/batch HTTP/1.1\r\nHost: door\r\nContent-Length: 5000\r\n\r\n{\"batch\":["
                    .getBytes(StandardCharsets.US_ASCII);

    private final List<Socket> sockets = new ArrayList<>();
    private final List<Socket> slow = new ArrayList<>();
    private final Thread drip;
    private volatile boolean closing;

    BadClients(URI door, int silent, int halfClosed, int slowOnes) throws IOException {
        for (int n = 0; n < silent; n++) {
            sockets.add(new Socket(door.getHost(), door.getPort()));
        }
        for (int n = 0; n < halfClosed; n++) {
            Socket socket = begun(door);
            socket.shutdownOutput();
            sockets.add(socket);
        }
        for (int n = 0; n < slowOnes; n++) {
            slow.add(begun(door));
        }
        drip = Thread.ofVirtual().start(this::drip);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        closing = true;
        drip.join();
        sockets.addAll(slow);
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private static Socket begun(URI door) throws IOException {
        Socket socket = new Socket(door.getHost(), door.getPort());
        socket.getOutputStream().write(HEAD);
        return socket;
    }

    private void drip() {
        while (!closing) {
            for (Socket socket : slow) {
                try {
                    socket.getOutputStream().write(' ');
                } catch (IOException e) {
                    // The door has had enough of it.
                    continue;
                }
            }
            try {
                Thread.sleep(500);
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
