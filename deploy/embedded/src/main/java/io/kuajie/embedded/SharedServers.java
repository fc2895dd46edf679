package io.kuajie.embedded;

import java.net.URI;
import java.util.Properties;

/**
 * The addresses of the servers that this JVM shares. They are kept as system properties, because one JVM of tests can load this
 * class several times, with a class loader for each application under test.
 */
record SharedServers(String bootstrapServers, URI registryUrl, String jdbcUrl, String jdbcUser, String jdbcPassword)
        implements Servers {
    private static final String PREFIX = "kuajie.shared.";
    // An interned string is the same object for every class loader.
    private static final Object LOCK = PREFIX.intern();

    static SharedServers get() {
        Properties properties = System.getProperties();
        synchronized (LOCK) {
            if (properties.getProperty(PREFIX + "kafka") == null) {
                note(properties, Servers.start(Progress.logged()));
            }
            return new SharedServers(
                    properties.getProperty(PREFIX + "kafka"),
                    URI.create(properties.getProperty(PREFIX + "registry")),
                    properties.getProperty(PREFIX + "jdbc"),
                    properties.getProperty(PREFIX + "user"),
                    properties.getProperty(PREFIX + "password"));
        }
    }

    private static void note(Properties properties, Servers started) {
        properties.setProperty(PREFIX + "registry", started.registryUrl().toString());
        properties.setProperty(PREFIX + "jdbc", started.jdbcUrl());
        properties.setProperty(PREFIX + "user", started.jdbcUser());
        properties.setProperty(PREFIX + "password", started.jdbcPassword());
        properties.setProperty(PREFIX + "kafka", started.bootstrapServers());
    }

    @Override
    public void close() {
        // They are stopped when the JVM ends.
    }
}
