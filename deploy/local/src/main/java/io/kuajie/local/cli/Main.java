package io.kuajie.local.cli;

import io.kuajie.embedded.ServerStartException;
import io.kuajie.local.terminal.Screen;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import sun.misc.Signal;

/** Runs the command line. Signals interrupt the main thread, which then stops services and servers in order. */
public final class Main {
    private static final int FAILED = 1;
    private static final int USUAL_COLUMNS = 120;

    private Main() {}

    public static void main(String[] arguments) {
        Screen screen = screen();
        Thread main = Thread.currentThread();
        CountDownLatch asked = new CountDownLatch(1);
        for (String name : new String[] {"INT", "TERM", "HUP"}) {
            Signal.handle(new Signal(name), signal -> {
                if (asked.getCount() > 0) {
                    asked.countDown();
                    screen.line("Stopping …");
                    main.interrupt();
                }
            });
        }
        Path root = Path.of(System.getProperty("kuajie.root", ""));
        CommandLine command =
                new CommandLine(new RunCommand(root.toAbsolutePath().normalize(), screen));
        command.setExecutionExceptionHandler(
                (failure, line, result) -> asked.getCount() == 0 ? 0 : failed(failure, screen));
        System.exit(command.execute(arguments));
    }

    static Screen screen() {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        return new Screen(
                out, Boolean.getBoolean("kuajie.terminal"), Integer.getInteger("kuajie.columns", USUAL_COLUMNS));
    }

    /** Expected failures are told in a sentence; others with their trace, for they are faults of ours. */
    static int failed(Exception failure, Screen screen) {
        switch (failure) {
            case ServerStartException e -> screen.line("%s".formatted(e.getMessage()));
            case IllegalArgumentException e -> screen.line("%s".formatted(e.getMessage()));
            case IllegalStateException e -> screen.line("%s".formatted(e.getMessage()));
            case NoSuchFileException e -> screen.line("There is no file %s.".formatted(e.getMessage()));
            case UncheckedIOException e -> screen.line("%s %s".formatted(e.getMessage(), e.getCause()));
            default -> failure.printStackTrace();
        }
        return FAILED;
    }
}
