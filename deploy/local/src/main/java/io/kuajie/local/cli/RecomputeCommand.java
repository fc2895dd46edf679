package io.kuajie.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kuajie.local.client.Api;
import io.kuajie.local.client.Pause;
import io.kuajie.local.terminal.Bar;
import io.kuajie.local.terminal.Screen;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Has everybody's profile counted anew from the log, and tells who differs. */
@Command(
        name = "deploy/local/recompute",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description =
                "Counts profiles anew from behavior.clean, beside the work, and compares them with those that were told."
                        + " Changes nothing. Takes an operator's key.",
        footer = {
            "",
            "Exits with 0 when all agree, with 1 when some differ or it could not be done.",
            "Examples:",
            "  deploy/local/recompute --key-file operator-key",
            "  deploy/local/recompute --service https://profiles.example \\",
            "      --key-file key --show 100 --report report.json",
            "  deploy/local/recompute --key-file key \\",
            "      --person academy:3f8a --person blossom:77c0"
        })
final class RecomputeCommand implements Callable<Integer> {
    private static final int AGREES = 0;
    private static final int DIFFERS = 1;
    private static final String PATH = "/v1/recomputation";
    private static final Duration POLL = Duration.ofMillis(500);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Screen screen;
    private final Duration patience;

    @Mixin
    ProfileOptions profiles = new ProfileOptions();

    @Option(names = "--person", paramLabel = "KEY", description = "Compare only this person; may be given again")
    List<String> people = new ArrayList<>();

    @Option(
            names = "--tolerance",
            paramLabel = "SHARE",
            defaultValue = "1e-6",
            description = "By how much masses may differ, relative to them; default ${DEFAULT-VALUE}")
    double tolerance;

    @Option(
            names = "--show",
            paramLabel = "N",
            defaultValue = "20",
            description = "Name so many who differ at most; default ${DEFAULT-VALUE}")
    int show;

    @Option(names = "--report", paramLabel = "FILE", description = "Write the report there, as JSON")
    @Nullable
    Path report;

    /** @param patience with a service that is gone */
    RecomputeCommand(Screen screen, Duration patience) {
        this.screen = screen;
        this.patience = patience;
    }

    @Override
    public Integer call() throws IOException {
        try (HttpClient http = Api.http()) {
            Api api = profiles.api(http, patience);
            api.post(PATH, order());
            JsonNode status = awaited(api);
            if (!status.path("state").asText().equals("DONE")) {
                throw new IllegalStateException(status.path("failure").asText());
            }
            return told(status.path("report"));
        }
    }

    private Map<String, Object> order() {
        Map<String, Object> order = new LinkedHashMap<>();
        if (!people.isEmpty()) {
            order.put("people", people);
        }
        order.put("tolerance", tolerance);
        order.put("show", show);
        return order;
    }

    private JsonNode awaited(Api api) {
        JsonNode status = api.get(PATH).body();
        while (isRunning(status) && status.path("total").asLong() == 0) {
            Pause.of(POLL);
            status = api.get(PATH).body();
        }
        try (Bar bar =
                new Bar(screen, "Count anew", "records", status.path("total").asLong())) {
            while (isRunning(status)) {
                bar.set(status.path("done").asLong());
                Pause.of(POLL);
                status = api.get(PATH).body();
            }
            bar.set(status.path("done").asLong());
        }
        return status;
    }

    private static boolean isRunning(JsonNode status) {
        return status.path("state").asText().equals("RUNNING");
    }

    private int told(JsonNode found) throws IOException {
        if (report != null) {
            JSON.writerWithDefaultPrettyPrinter().writeValue(report.toFile(), found);
        }
        screen.line("%,d people by %,d events: %,d differ"
                .formatted(
                        found.path("people").asLong(),
                        found.path("events").asLong(),
                        found.path("differing").asLong()));
        if (found.path("moving").asLong() > 0) {
            screen.line("%,d were being linked and were left out"
                    .formatted(found.path("moving").asLong()));
        }
        if (!found.path("complete").asBoolean()) {
            screen.line("%,d began before what the log still has, and were left out"
                    .formatted(found.path("beyond").asLong()));
        }
        for (JsonNode person : found.path("differences")) {
            screen.line(person.path("person").asText());
            person.path("differences").forEach(difference -> screen.line("  " + difference.asText()));
        }
        return found.path("agrees").asBoolean() ? AGREES : DIFFERS;
    }
}
