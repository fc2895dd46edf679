package io.kuajie.recommend.training;

import io.kuajie.kernel.Domain;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How {@link Learning} is started: by this process's own Java, with the few classes that learning needs. */
final class LearningCommand {
    private static final String VECTORS = "jdk.incubator.vector";
    private static final String PLAIN_KERNELS = "kuajie.kernels.plain";

    private static final long LEAST_BYTES = 64 << 20;

    private LearningCommand() {}

    /** @throws IllegalArgumentException if that is too little */
    static List<String> of(OptionalLong memoryBytes) {
        if (memoryBytes.orElse(LEAST_BYTES) < LEAST_BYTES) {
            throw new IllegalArgumentException(
                    "The memory of the process that learns (%d bytes) must be %d at least; some hundred megabytes are usual."
                            .formatted(memoryBytes.getAsLong(), LEAST_BYTES));
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                memoryBytes.isPresent() ? "-Xmx" + memoryBytes.getAsLong() : "-XX:MaxRAMPercentage=25",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                // A crash writes what was in memory, and that is people's rows, to no file.
                "-XX:-CreateCoredumpOnCrash",
                "-XX:+ErrorFileToStderr",
                // What the virtual machine has to say must not come between replies.
                "-XX:+DisplayVMOutputToStderr",
                "-XX:-UsePerfData"));
        if (ModuleLayer.boot().findModule(VECTORS).isPresent()) {
            command.add("--add-modules=" + VECTORS);
        }
        if (Boolean.getBoolean(PLAIN_KERNELS)) {
            command.add("-D" + PLAIN_KERNELS + "=true");
        }
        command.addAll(List.of("-cp", classPath(), Learning.class.getName()));
        return command;
    }

    /** Where this module and the kernel lie, however the service was started. */
    private static String classPath() {
        return Stream.of(Learning.class, Domain.class)
                .map(LearningCommand::locationOf)
                .map(Path::toString)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path locationOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("%s lies where no path leads.".formatted(type), e);
        }
    }
}
