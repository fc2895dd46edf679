package io.kuajie.local.cli;

import io.kuajie.local.Keys;
import io.kuajie.local.Service;
import io.kuajie.local.client.Clients;
import io.kuajie.local.demo.Demo;
import io.kuajie.local.terminal.Screen;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the four people on a stack that runs. */
@Command(
        name = "deploy/local/demo",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description =
                "Shows on a running stack how what four new people do at one partner changes, at once, what the other has for"
                        + " them.",
        footer = {
            "",
            "Exits with 0 when each of the four was shown an offer.",
            "Examples:",
            "  deploy/local/demo",
            "  deploy/local/demo --locale en"
        })
final class DemoCommand implements Callable<Integer> {
    private static final int OK = 0;
    private static final int FAILED = 1;

    private final Path root;
    private final Screen screen;

    @Mixin
    LocaleOption language = new LocaleOption();

    @Option(
            names = "--keys",
            paramLabel = "FILE",
            description = "The stack's keys; default deploy/local/data/keys.properties")
    @Nullable
    Path keys;

    @Option(
            names = "--ingest",
            paramLabel = "URL",
            defaultValue = "http://localhost:8101",
            description = "Address of ingest-service; default ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init")
    URI ingest;

    @Option(
            names = "--recommend",
            paramLabel = "URL",
            defaultValue = "http://localhost:8103",
            description = "Address of recommend-service; default ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init")
    URI recommend;

    /** @param root the project's folder */
    DemoCommand(Path root, Screen screen) {
        this.root = root;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        Path file = keys == null ? root.resolve("deploy/local/data/keys.properties") : keys;
        try (Clients clients = new Clients(Keys.of(file), this::baseOf)) {
            return new Demo(clients, screen, language.locale).show() ? OK : FAILED;
        }
    }

    private URI baseOf(Service service) {
        return switch (service) {
            case INGEST -> ingest;
            case RECOMMEND -> recommend;
            case PROFILE, CAMPAIGN ->
                throw new IllegalStateException("The demo asks nothing of the %s service.".formatted(service.label()));
        };
    }
}
