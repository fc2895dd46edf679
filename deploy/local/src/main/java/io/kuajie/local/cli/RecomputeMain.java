package io.kuajie.local.cli;

import io.kuajie.local.terminal.Screen;
import picocli.CommandLine;

/** Runs the command line of recomputations. A signal ends it at once; what was ordered goes on in the service. */
public final class RecomputeMain {
    private RecomputeMain() {}

    public static void main(String[] arguments) {
        Screen screen = Main.screen();
        CommandLine command = new CommandLine(new RecomputeCommand(screen));
        command.setExecutionExceptionHandler((failure, line, result) -> Main.failed(failure, screen));
        System.exit(command.execute(arguments));
    }
}
