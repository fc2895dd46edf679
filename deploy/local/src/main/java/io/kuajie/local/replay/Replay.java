package io.kuajie.local.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.local.LocalStack;
import io.kuajie.local.client.Api;
import io.kuajie.local.client.Clients;
import io.kuajie.local.client.Door;
import io.kuajie.local.imports.Upload;
import io.kuajie.local.terminal.Bar;
import io.kuajie.local.terminal.Screen;
import io.kuajie.local.terminal.StatusLine;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Replays files as partners' behaviour and tells what became of it. */
public final class Replay {
    /** @param shiftToNow whether times are moved so that a file's last event is now @param linkSharedUsers whether equal user ids in the files are one person */
    public record Settings(List<Source> sources, Speed speed, boolean shiftToNow, boolean linkSharedUsers) {}

    private static final Duration PROCESSED = Duration.ofMinutes(10);

    private final LocalStack stack;
    private final Clients clients;
    private final Screen screen;
    private final Settings settings;
    private final Shifts shifts;

    public Replay(LocalStack stack, Clients clients, Screen screen, Settings settings) {
        this.stack = stack;
        this.clients = clients;
        this.screen = screen;
        this.settings = settings;
        this.shifts = new Shifts(stack.dataFolder().resolve("replays.properties"));
    }

    public void run() {
        if (settings.linkSharedUsers()) {
            link();
        }
        settings.sources().forEach(this::replay);
        try (StatusLine status = new StatusLine(screen)) {
            status.report("waiting until profiles have taken everything");
            if (!stack.awaitProcessed(PROCESSED)) {
                screen.line("Profiles are still behind after %d s.".formatted(PROCESSED.toSeconds()));
            }
        }
        new Aftermath(clients, screen, settings.sources()).show();
    }

    private void replay(Source source) {
        Source.Facts facts;
        try (StatusLine status = new StatusLine(screen)) {
            status.report("reading " + source.file().getFileName());
            facts = source.facts();
        }
        String name = facts.importName(source.format());
        String path = "/v1/imports?import=%s&format=%s"
                .formatted(name, source.format().label());
        if (settings.shiftToNow()) {
            path += "&shift=" + shifts.of(source.partner().id() + "." + name, facts.last());
        }
        Door door = clients.door(source.partner());
        try (Bar bar = new Bar(screen, "Replay for " + source.partner().id(), "lines", facts.lines())) {
            report(source, send(door.api(), source, name, path, bar));
        }
    }

    private JsonNode send(Api api, Source source, String name, String path, Bar bar) {
        JsonNode report = new Upload(api, screen)
                .send(new Upload.Order(
                        name,
                        path,
                        source.format().mediaType(),
                        Map.of(),
                        taken -> new PacedFile(source, settings.speed(), taken, bar::set)));
        bar.set(report.path("lines").asLong());
        return report;
    }

    private void report(Source source, JsonNode report) {
        screen.line("%s: %s lines, %s accepted%s%s"
                .formatted(
                        report.path("import").asText(source.file().toString()),
                        report.path("lines").asText("?"),
                        report.path("accepted").asText("?"),
                        rejected(report.path("rejected")),
                        report.path("alreadyImported").asBoolean() ? "; imported before, nothing was added" : ""));
    }

    private static String rejected(JsonNode codes) {
        StringBuilder text = new StringBuilder();
        codes.fields()
                .forEachRemaining(code -> text.append(text.isEmpty() ? "; rejected " : ", ")
                        .append(code.getKey())
                        .append(' ')
                        .append(code.getValue().asText()));
        return text.toString();
    }

    private void link() {
        Source first = settings.sources().getFirst();
        Set<String> known = users(first);
        for (Source other : settings.sources().subList(1, settings.sources().size())) {
            Set<String> shared = users(other);
            shared.retainAll(known);
            List<Door.SameUser> same = shared.stream()
                    .map(user -> new Door.SameUser(user, first.partner().id(), user))
                    .toList();
            try (Bar bar = new Bar(
                    screen,
                    "Links " + first.partner().id() + " = " + other.partner().id(),
                    "people",
                    same.size())) {
                for (int from = 0; from < same.size(); from += Door.LINKS_AT_ONCE) {
                    List<Door.SameUser> some = same.subList(from, Math.min(same.size(), from + Door.LINKS_AT_ONCE));
                    clients.door(other.partner()).link(some);
                    bar.add(some.size());
                }
            }
        }
    }

    private static Set<String> users(Source source) {
        Set<String> users = new HashSet<>();
        source.eachLine(line -> source.format().user(line).ifPresent(users::add));
        return users;
    }
}
