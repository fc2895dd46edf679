package io.kuajie.bench;

import io.kuajie.embedded.EmbeddedServers;
import io.kuajie.embedded.KafkaSettings;
import io.kuajie.embedded.PostgresSettings;
import io.kuajie.embedded.RegistrySettings;
import io.kuajie.embedded.Servers;
import java.io.PrintStream;

/** Servers of a benchmark's own, with temporary data and a broker that runs as in production. */
final class MeasuredServers {
    private MeasuredServers() {}

    /** Starts them and waits. @param out told what goes on */
    static Servers start(PrintStream out) {
        return EmbeddedServers.start(
                KafkaSettings.measured(),
                RegistrySettings.temporary(),
                PostgresSettings.temporary(),
                message -> out.println("  " + message));
    }
}
