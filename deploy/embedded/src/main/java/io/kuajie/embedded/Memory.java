package io.kuajie.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** The machine's memory. */
final class Memory {
    private static final Path MEMINFO = Path.of("/proc/meminfo");

    private Memory() {}

    /** @throws ServerStartException if the machine says that it has less available */
    static void require(int megabytes, String server, String setting) {
        OptionalLong available = availableMegabytes();
        if (available.isPresent() && available.getAsLong() < megabytes) {
            throw new ServerStartException(
                    "%s needs about %d MB of memory and %d MB are available. End other programs, or give it less with %s."
                            .formatted(server, megabytes, available.getAsLong(), setting));
        }
    }

    /** Empty where the system doesn't tell. */
    static OptionalLong availableMegabytes() {
        try {
            return Files.readAllLines(MEMINFO).stream()
                    .filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
