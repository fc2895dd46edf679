package io.kuajie.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.EnumMap;
import java.util.Map;

/** Where everything listens; 0 means any free port. */
public record Ports(int kafka, int registry, int postgres, Map<Service, Integer> services) {
    public static final int KAFKA = 9092;
    public static final int REGISTRY = 8081;
    public static final int POSTGRES = 5433;

    /** The documented ports. */
    public static Ports usual() {
        Map<Service, Integer> services = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            services.put(service, service.usualPort());
        }
        return new Ports(KAFKA, REGISTRY, POSTGRES, services);
    }

    /** Free ports everywhere, so that several stacks can run beside each other. */
    public static Ports free() {
        return new Ports(0, 0, 0, Map.of());
    }

    /** The service's port: the one asked for, or one that is free now. */
    int of(Service service) {
        int asked = services.getOrDefault(service, 0);
        if (asked == 0) {
            return anyFree();
        }
        requireFree(asked, service);
        return asked;
    }

    private static void requireFree(int port, Service service) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Port %d, wanted by the %s service, is taken by another program. End it ('ss -ltnp sport = :%d' names it) or choose another port with --%s-port."
                            .formatted(port, service.label(), port, service.label()),
                    e);
        }
    }

    private static int anyFree() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No free port was found.", e);
        }
    }
}
