package io.kuajie.embedded;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Every server this process has running, so that none outlives it. */
final class RunningServers {
    private static final Set<Server> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(RunningServers::closeAll, "servers-closer"));
    }

    private RunningServers() {}

    static void add(Server server) {
        RUNNING.add(server);
    }

    static void remove(Server server) {
        RUNNING.remove(server);
    }

    private static void closeAll() {
        RUNNING.stream()
                .map(server -> Thread.ofPlatform().start(server::close))
                .toList()
                .forEach(RunningServers::join);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
