package io.kuajie.local.cli;

import io.kuajie.local.terminal.Screen;
import picocli.CommandLine;

/** Runs the command line that shows a person. */
public final class PortraitMain {
    private PortraitMain() {}

    public static void main(String[] arguments) {
        Screen screen = Main.screen();
        CommandLine command = new CommandLine(new PortraitCommand(screen));
        command.setExecutionExceptionHandler((failure, line, result) -> Main.failed(failure, screen));
        System.exit(command.execute(arguments));
    }
}
