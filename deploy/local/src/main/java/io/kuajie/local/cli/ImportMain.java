package io.kuajie.local.cli;

import io.kuajie.local.terminal.Screen;
import picocli.CommandLine;

/** Runs the command line of imports. A signal ends it at once: the next start goes on where the door's ledger ends. */
public final class ImportMain {
    private ImportMain() {}

    public static void main(String[] arguments) {
        Screen screen = Main.screen();
        CommandLine command = new CommandLine(new ImportCommand(screen));
        command.setExecutionExceptionHandler((failure, line, result) -> Main.failed(failure, screen));
        System.exit(command.execute(arguments));
    }
}
