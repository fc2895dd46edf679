package io.kuajie.bench;

import io.kuajie.embedded.EmbeddedServers;
import io.kuajie.embedded.KafkaSettings;
import io.kuajie.embedded.PostgresSettings;
import io.kuajie.embedded.RegistrySettings;
import io.kuajie.embedded.Servers;
import io.kuajie.topics.TopicSetup;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Servers of a benchmark's own, with temporary data and a broker that runs as in production. */
final class MeasuredServers {
    /** What is measured with servers that run and topics that are there. */
    @FunctionalInterface
    interface Measuring {
        /** @param root of the project @param data a folder that is deleted at the end */
        Result measure(Path root, Path data, Servers servers, PrintStream out) throws Exception;
    }

    private MeasuredServers() {}

    /** Starts them, makes the platform's topics, measures, and leaves nothing behind. */
    static Result measure(int partitions, PrintStream out, Measuring measuring) throws Exception {
        Path root =
                Path.of(Optional.ofNullable(System.getProperty("kuajie.root")).orElse("."));
        Path data = Files.createTempDirectory("kuajie-bench");
        try (Servers servers = start(out)) {
            new TopicSetup(servers.bootstrapServers(), "", partitions, (short) 1).ensure();
            return measuring.measure(root, data, servers, out);
        } finally {
            TemporaryFolder.delete(data);
        }
    }

    /** Starts them and waits. @param out told what goes on */
    static Servers start(PrintStream out) {
        return EmbeddedServers.start(
                KafkaSettings.measured(),
                1,
                RegistrySettings.temporary(),
                PostgresSettings.temporary(),
                message -> out.println("  " + message));
    }
}
