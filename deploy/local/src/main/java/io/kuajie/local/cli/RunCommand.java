package io.kuajie.local.cli;

import io.kuajie.local.DataFolder;
import io.kuajie.local.LocalStack;
import io.kuajie.local.Partner;
import io.kuajie.local.ServiceProcess;
import io.kuajie.local.client.Clients;
import io.kuajie.local.client.Recommender;
import io.kuajie.local.demo.Demo;
import io.kuajie.local.replay.Replay;
import io.kuajie.local.replay.Source;
import io.kuajie.local.sample.Sample;
import io.kuajie.local.terminal.Screen;
import io.kuajie.local.terminal.StatusLine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the stack, fills it, shows it, and keeps it until it is told to stop. */
@Command(
        name = "deploy/local/run",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description = "Runs the whole platform on this machine: Kafka, registry, PostgreSQL and the four services.",
        footer = {
            "",
            "Ctrl-C stops everything; the next start goes on with what was kept.",
            "Examples:",
            "  deploy/local/run",
            "  deploy/local/run --fresh --replay UserBehavior.csv --format taobao \\",
            "      --shift-to-now --assume-consent",
            "  deploy/local/run --fresh --replay sport=sport.tsv --replay phone=phone.tsv \\",
            "      --format pairs --link-shared-users --assume-consent"
        })
final class RunCommand implements Callable<Integer> {
    private static final int OK = 0;
    private static final int FAILED = 1;

    private final Path root;
    private final Screen screen;

    @Option(names = "--data", paramLabel = "DIR", description = "Where everything is kept; default deploy/local/data")
    @Nullable
    Path data;

    @Option(names = "--fresh", description = "Forget what was kept before")
    boolean fresh;

    @Option(
            names = "--assume-consent",
            description = "Personalise without consents of people and agreements of partners on file; for replays")
    boolean assumeConsent;

    @Option(
            names = "--demo",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Show the four people, or don't")
    boolean demo = true;

    @Option(names = "--once", description = "Stop when the sample, the replay and the demo are done")
    boolean once;

    @ArgGroup(validate = false, heading = "%nReplay:%n")
    ReplayOptions replay = new ReplayOptions();

    @ArgGroup(validate = false, heading = "%nPorts:%n")
    PortOptions ports = new PortOptions();

    RunCommand(Path root, Screen screen) {
        this.root = root;
        this.screen = screen;
    }

    @Override
    public Integer call() throws InterruptedException {
        Replay.@Nullable Settings replayed = replay.isAsked() ? replay.settings() : null;
        Path folder = data == null ? root.resolve("deploy/local/data") : data;
        if (fresh) {
            DataFolder.forget(folder);
        }
        LocalStack.Settings settings = LocalStack.Settings.usual(root, folder)
                .withPorts(ports.ports())
                .withAssumeConsent(assumeConsent)
                .withPartners(partners(replayed));
        try (LocalStack stack = start(settings)) {
            return use(stack, replayed);
        } finally {
            screen.line("Stopped.");
        }
    }

    private LocalStack start(LocalStack.Settings settings) {
        try (StatusLine status = new StatusLine(screen)) {
            LocalStack stack = LocalStack.start(settings, status);
            screen.line("Ready after %.1f s".formatted(status.seconds()));
            return stack;
        }
    }

    private int use(LocalStack stack, Replay.@Nullable Settings replayed) throws InterruptedException {
        boolean shown = true;
        try (Clients clients = new Clients(stack)) {
            if (replayed == null) {
                Sample.fill(clients, screen, stack.dataFolder());
                shown = !demo || new Demo(clients, screen, Recommender.CHINESE).show();
            } else {
                if (!assumeConsent) {
                    screen.line("Nobody in the file has consented, so their recommendations will not be personal;"
                            + " --assume-consent takes silence for consent.");
                }
                new Replay(stack, clients, screen, replayed).run();
            }
        }
        Directions directions = new Directions(stack);
        directions.places().forEach(screen::line);
        if (replayed == null) {
            directions.firstCalls().forEach(screen::line);
        }
        if (once) {
            return shown ? OK : FAILED;
        }
        return supervise(stack);
    }

    private int supervise(LocalStack stack) throws InterruptedException {
        screen.line("Ctrl-C stops everything.");
        Thread.ofPlatform().daemon().name("keep-starts").start(stack::keepStarts);
        try {
            ServiceProcess dead = stack.firstDeath().get();
            screen.line("The %s service has ended; stopping the others. Its log (%s) ends with"
                    .formatted(dead.service().label(), dead.log()));
            screen.line(dead.lastLines());
            return FAILED;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static List<Partner> partners(Replay.@Nullable Settings replayed) {
        List<Partner> partners = new ArrayList<>(List.of(Partner.ACADEMY, Partner.BLOSSOM));
        if (replayed != null) {
            for (Source source : replayed.sources()) {
                partners.removeIf(known -> known.id().equals(source.partner().id()));
                partners.add(source.partner());
            }
        }
        return List.copyOf(partners);
    }
}
