package io.kuajie.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.local.client.Api;
import io.kuajie.local.portrait.PortraitLines;
import io.kuajie.local.terminal.Screen;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows who somebody is by what they did. */
@Command(
        name = "deploy/local/portrait",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description = "Shows a person: stage, group, purchases, interests, habits, likely next actions.",
        footer = {
            "",
            "Examples:",
            "  deploy/local/portrait --key-file write-key --user me",
            "  deploy/local/portrait --key-file operator-key --person academy:3f8a --locale en"
        })
final class PortraitCommand implements Callable<Integer> {
    private final Screen screen;

    @Option(
            names = "--service",
            paramLabel = "URL",
            defaultValue = "http://localhost:8102",
            description = "Address of profile-service; default ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init")
    URI service;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            required = true,
            description = "File that holds a partner's write key or an operator's key")
    @SuppressWarnings("NullAway.Init")
    Path keyFile;

    @Option(
            names = "--locale",
            paramLabel = "LOCALE",
            defaultValue = "zh-CN",
            description = "Language of the group's title, zh-CN or en; default ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init")
    String locale;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init")
    Wanted wanted;

    /** One of the two. */
    static final class Wanted {
        @Option(names = "--user", paramLabel = "ID", description = "The partner's own id of the person")
        @Nullable
        String user;

        @Option(names = "--person", paramLabel = "KEY", description = "The person's pseudonym")
        @Nullable
        String person;
    }

    PortraitCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        try (HttpClient http = Api.http()) {
            Api api = new Api(http, service, Files.readString(keyFile).strip());
            JsonNode profile = wanted.user == null
                    ? api.get(pathOf(wanted.person)).body()
                    : api.post("/v1/profiles:lookup", Map.of("userId", wanted.user))
                            .body();
            JsonNode portrait = api.get(pathOf(profile.path("person").asText()) + "/portrait")
                    .body();
            PortraitLines.of(profile, portrait, locale).forEach(screen::line);
            return 0;
        }
    }

    private static String pathOf(@Nullable String person) {
        return "/v1/profiles/" + URLEncoder.encode(String.valueOf(person), StandardCharsets.UTF_8);
    }
}
