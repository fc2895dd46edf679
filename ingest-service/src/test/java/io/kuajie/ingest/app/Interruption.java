package io.kuajie.ingest.app;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to the door that can be interrupted: passes bytes on, or refuses connections and cuts those that are open. */
final class Interruption implements AutoCloseable {
    private final int door;
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private final SocketAddress address;
    private volatile ServerSocket entrance;

    /** @param door its port */
    Interruption(int door) throws IOException {
        this.door = door;
        this.entrance = listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        this.address = entrance.getLocalSocketAddress();
    }

    String url() {
        return "http://localhost:" + ((InetSocketAddress) address).getPort();
    }

    /** From now on connections are refused. */
    synchronized void begin() throws IOException {
        entrance.close();
        for (Closeable socket : open) {
            socket.close();
        }
    }

    synchronized void end() throws IOException {
        entrance = listen(address);
    }

    @Override
    public void close() throws IOException {
        begin();
    }

    private ServerSocket listen(SocketAddress at) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(at);
        Thread.ofVirtual().start(() -> accept(socket));
        return socket;
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket client = kept(socket.accept(), socket);
                Socket server = kept(new Socket(InetAddress.getLoopbackAddress(), door), socket);
                Thread.ofVirtual().start(() -> pass(client, server));
                Thread.ofVirtual().start(() -> pass(server, client));
            } catch (IOException e) {
                // Closed, or the client went away: there is nobody to tell.
                continue;
            }
        }
    }

    /** An entrance that is closed may still let in one who was at it: nobody must get past the interruption. */
    private synchronized Socket kept(Socket socket, ServerSocket through) throws IOException {
        if (through.isClosed()) {
            socket.close();
            throw new SocketException("Interrupted");
        }
        open.add(socket);
        return socket;
    }

    private void pass(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException e) {
            // An end that is cut cuts the other, which the try does.
            return;
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }
}
