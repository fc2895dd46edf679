package io.kuajie.local.cli;

import io.kuajie.local.terminal.Screen;
import java.nio.file.Path;
import picocli.CommandLine;

/** Runs the command line that shows the four people. */
public final class DemoMain {
    private DemoMain() {}

    public static void main(String[] arguments) {
        Screen screen = Main.screen();
        Path root = Path.of(System.getProperty("kuajie.root", "")).toAbsolutePath();
        CommandLine command = new CommandLine(new DemoCommand(root, screen));
        command.setExecutionExceptionHandler((failure, line, result) -> Main.failed(failure, screen));
        System.exit(command.execute(arguments));
    }
}
