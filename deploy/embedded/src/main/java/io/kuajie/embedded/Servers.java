package io.kuajie.embedded;

import java.net.URI;

/** Kafka, registry and PostgreSQL, all ready. */
public interface Servers extends AutoCloseable {
    /** System property: {@code embedded} (child processes, the default) or {@code containers}. */
    String KIND = "kuajie.servers";

    String bootstrapServers();

    /** The registry's core API. */
    URI registryUrl();

    /** Address of the default database. */
    String jdbcUrl();

    String jdbcUser();

    String jdbcPassword();

    /** Makes a new empty database. @return its address */
    default String freshDatabase() {
        return FreshDatabase.on(jdbcUrl(), jdbcUser(), jdbcPassword());
    }

    @Override
    void close();

    /** The one set of this JVM, started at the first call and stopped when the JVM ends; closing it does nothing. */
    static Servers shared() {
        return SharedServers.get();
    }

    /** A set of the caller's own, of the kind that {@value #KIND} names. */
    static Servers start(Progress progress) {
        String kind = System.getProperty(KIND, "embedded");
        return switch (kind) {
            case "embedded" -> EmbeddedServers.start(progress);
            case "containers" -> ContainerServers.start(progress);
            default ->
                throw new IllegalArgumentException(
                        "The kind of servers (%s=%s) must be embedded or containers.".formatted(KIND, kind));
        };
    }
}
