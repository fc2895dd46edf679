package io.kuajie.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.local.client.Api;
import io.kuajie.local.portrait.PortraitLines;
import io.kuajie.local.terminal.Screen;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows who somebody is by what they did. */
@Command(
        name = "deploy/local/portrait",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description =
                "Shows a person: stage, group, purchases, interests, habits, likely next actions. A partner's write key shows the"
                        + " partner's own people, an operator's all.",
        footer = {
            "",
            "Examples:",
            "  deploy/local/portrait --key-file write-key --user me",
            "  deploy/local/portrait --key-file operator-key --locale en \\",
            "      --person academy:3f8a"
        })
final class PortraitCommand implements Callable<Integer> {
    private final Screen screen;

    @Mixin
    ProfileOptions profiles = new ProfileOptions();

    @Mixin
    LocaleOption language = new LocaleOption();

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
            Api api = profiles.api(http, Api.PATIENCE);
            JsonNode profile = wanted.user == null
                    ? api.get(pathOf(wanted.person)).body()
                    : api.post("/v1/profiles:lookup", Map.of("userId", wanted.user))
                            .body();
            JsonNode portrait = api.get(pathOf(profile.path("person").asText()) + "/portrait")
                    .body();
            PortraitLines.of(profile, portrait, language.locale).forEach(screen::line);
            return 0;
        }
    }

    private static String pathOf(@Nullable String person) {
        return "/v1/profiles/" + URLEncoder.encode(String.valueOf(person), StandardCharsets.UTF_8);
    }
}
