package io.kuajie.embedded;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * First class of a server's process: ends the process when the parent is gone, even after a kill, and then runs the server's
 * own main class. The parent holds the other end of standard input; its end is the end of the parent.
 *
 * <p>Stands alone, because it runs on the server's class path. Arguments: main class, then the server's arguments.
 */
final class Child extends Thread {
    /** System property: the cluster id to format a Kafka log folder with, where it is not formatted yet. */
    static final String KAFKA_CLUSTER_ID = "kuajie.kafka.cluster-id";

    /** System property: Kafka's log folder. */
    static final String KAFKA_LOGS = "kuajie.kafka.logs";

    private Child() {
        super("parent-watch");
        setDaemon(true);
    }

    public static void main(String[] arguments) throws Exception {
        new Child().start();
        String[] own = Arrays.copyOfRange(arguments, 1, arguments.length);
        String clusterId = System.getProperty(KAFKA_CLUSTER_ID);
        if (clusterId != null && !Files.exists(Path.of(System.getProperty(KAFKA_LOGS), "meta.properties"))) {
            format(clusterId, own[0]);
        }
        Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object) own);
    }

    @Override
    public void run() {
        try {
            while (System.in.read() >= 0) {
                // Nobody writes; only the end matters.
            }
        } catch (IOException e) {
            // The same: the parent is gone.
        }
        System.exit(0);
    }

    /** In this process rather than with the command line tool: it saves the start of a JVM. */
    private static void format(String clusterId, String configuration) throws Exception {
        String[] command = {"format", "--cluster-id", clusterId, "--config", configuration};
        Object status = Class.forName("kafka.tools.StorageTool")
                .getMethod("execute", String[].class, PrintStream.class)
                .invoke(null, command, System.err);
        if (!status.equals(0)) {
            throw new IllegalStateException("Formatting the log folder ended with status " + status);
        }
    }
}
