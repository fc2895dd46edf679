package io.kuajie.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of the loopback address. */
public final class Ports {
    private static final int CONNECT_MILLIS = 500;
    private static final int FIRST = 15_000;
    private static final int END = 30_000;
    private static final int ATTEMPTS = 200;

    private Ports() {}

    /**
     * A port that nobody listened on a moment ago. It lies below those that systems give to outgoing connections: else a client
     * that keeps trying a server that is down can take the server's port, even by connecting to itself.
     */
    public static int free() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (isFree(port)) {
                return port;
            }
        }
        throw new ServerStartException("No free port was found between %d and %d.".formatted(FIRST, END));
    }

    /** The wanted port, or a free one for 0. @throws ServerStartException if somebody listens on the wanted port */
    static int pick(int wanted, String server, String setting) {
        if (wanted == 0) {
            return free();
        }
        if (!isFree(wanted)) {
            throw new ServerStartException(
                    "Port %d, wanted by %s, is taken by another program (or an earlier %s still runs). End it ('ss -ltnp sport = :%d' names it) or choose another port with %s."
                            .formatted(wanted, server, server, wanted, setting));
        }
        return wanted;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static boolean isListening(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
