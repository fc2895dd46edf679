package io.kuajie.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A running JVM of ours that writes its output to a file and can't outlive this process. */
final class ChildProcess {
    private static final int SHOWN_LINES = 25;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Process process;
    private final Path log;

    private ChildProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** @param arguments options of the JVM, main class, arguments of the main class */
    static ChildProcess java(Path folder, String logName, List<String> arguments, Map<String, String> environment) {
        Path log = folder.resolve(logName);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // Options meant for this JVM, such as a debugger's port, must not reach the child.
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "CLASSPATH"));
        builder.environment().putAll(environment);
        try {
            Files.deleteIfExists(log);
            return new ChildProcess(builder.start(), log);
        } catch (IOException e) {
            throw new ServerStartException("%s could not be run: %s".formatted(command.getFirst(), e.getMessage()), e);
        }
    }

    /** Options that every server's JVM gets. @param quick whether starting soon matters more than running fast */
    static List<String> options(int heapMegabytes, boolean quick) {
        List<String> options = new ArrayList<>(List.of(
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:-UsePerfData",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dfile.encoding=UTF-8",
                "-Duser.timezone=UTC"));
        if (quick) {
            options.add("-XX:TieredStopAtLevel=1");
        }
        return options;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    void stop() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    boolean logContains(String text) {
        return read().stream().anyMatch(line -> line.contains(text));
    }

    /** The end of the log, for an error message. */
    String lastLines() {
        List<String> lines = read();
        return "Last lines of %s:%n%s"
                .formatted(
                        log,
                        String.join(
                                System.lineSeparator(),
                                lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size())));
    }

    private List<String> read() {
        try {
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            return List.of("(not readable: " + e.getMessage() + ")");
        }
    }
}
