package io.kuajie.local.cli;

import io.kuajie.local.client.Api;
import io.kuajie.local.terminal.Screen;
import java.time.Duration;
import picocli.CommandLine;

/** Runs the command line of recomputations. A signal ends it at once; what was ordered goes on in the service. */
public final class RecomputeMain {
    private RecomputeMain() {}

    public static void main(String[] arguments) {
        System.exit(run(Main.screen(), Api.PATIENCE, arguments));
    }

    /** @return what the process exits with */
    static int run(Screen screen, Duration patience, String... arguments) {
        CommandLine command = new CommandLine(new RecomputeCommand(screen, patience));
        command.setExecutionExceptionHandler((failure, line, result) -> Main.failed(failure, screen));
        return command.execute(arguments);
    }
}
