package io.kuajie.embedded;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How to run a schema registry.
 *
 * @param data folder of a database file that is kept; null for a database in memory
 * @param port on the loopback address; 0 for a free one
 * @param heapMegabytes the registry's heap; the process takes about 200 MB more
 * @param portSetting what the user changes to move the port, for error messages
 */
public record RegistrySettings(@Nullable Path data, int port, int heapMegabytes, String portSetting) {
    private static final int HEAP = 192;

    public RegistrySettings {
        if (heapMegabytes < 96) {
            throw new IllegalArgumentException(
                    "The heap (%d MB) of the registry must be at least 96 MB.".formatted(heapMegabytes));
        }
    }

    /** For a test: a free port, schemas in memory. */
    public static RegistrySettings temporary() {
        return new RegistrySettings(null, 0, HEAP, "the port setting of the registry");
    }

    /** Schemas and their ids are kept from start to start. */
    public static RegistrySettings keptIn(Path data, int port) {
        return new RegistrySettings(data, port, HEAP, "the port setting of the registry");
    }

    public RegistrySettings withPort(int number) {
        return new RegistrySettings(data, number, heapMegabytes, portSetting);
    }

    public RegistrySettings withHeap(int megabytes) {
        return new RegistrySettings(data, port, megabytes, portSetting);
    }

    /** @param name the flag or variable that moves the port, such as {@code --registry-port} */
    public RegistrySettings withPortSetting(String name) {
        return new RegistrySettings(data, port, heapMegabytes, name);
    }
}
