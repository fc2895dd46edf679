package io.kuajie.local.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.local.LocalStack;
import io.kuajie.local.client.Api;
import io.kuajie.local.client.Clients;
import io.kuajie.local.client.Door;
import io.kuajie.local.client.Pause;
import io.kuajie.local.client.RefusedException;
import io.kuajie.local.terminal.Bar;
import io.kuajie.local.terminal.Screen;
import io.kuajie.local.terminal.StatusLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Replays files as partners' behaviour and tells what became of it. */
public final class Replay {
    /** @param shiftToNow whether times are moved so that a file's last event is now @param linkSharedUsers whether equal user ids in the files are one person */
    public record Settings(List<Source> sources, Speed speed, boolean shiftToNow, boolean linkSharedUsers) {}

    /** The door is busy or starting, or hasn't noticed yet that the last connection was lost. */
    private static final Set<Integer> PASSING = Set.of(409, 429, 503);

    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final Duration GIVE_UP = Duration.ofMinutes(5);
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

    /** Sends until the door has all of it; what it has taken already, it knows by its ledger. */
    private JsonNode send(Api api, Source source, String name, String path, Bar bar) {
        Instant giveUp = Instant.now().plus(GIVE_UP);
        long taken = 0;
        while (true) {
            Api.Reply reply = sendOnce(api, source, path, taken, bar);
            if (reply != null && reply.isSuccess()) {
                bar.set(reply.body().path("lines").asLong());
                return reply.body();
            }
            if (reply != null && !PASSING.contains(reply.status())) {
                throw new IllegalStateException(
                        "The import %s was refused with %d: %s".formatted(name, reply.status(), reply.body()));
            }
            long now = taken(api, name);
            if (now > taken) {
                giveUp = Instant.now().plus(GIVE_UP);
            }
            taken = now;
            if (Instant.now().isAfter(giveUp)) {
                throw new IllegalStateException(
                        "The import %s has made no progress for %d s.".formatted(name, GIVE_UP.toSeconds()));
            }
            Pause.of(RETRY);
        }
    }

    /** @return null if the connection was lost */
    private Api.@org.jspecify.annotations.Nullable Reply sendOnce(
            Api api, Source source, String path, long taken, Bar bar) {
        try {
            return api.stream(path, source.format().mediaType(), BodyPublishers.ofInputStream(() -> {
                try {
                    return new PacedFile(source, settings.speed(), taken, bar::set);
                } catch (IOException e) {
                    throw new UncheckedIOException("The file %s can't be read.".formatted(source.file()), e);
                }
            }));
        } catch (IOException e) {
            screen.line("The connection was lost (%s); the import goes on where it was.".formatted(e.getMessage()));
            return null;
        }
    }

    private static long taken(Api api, String name) {
        try {
            return api.get("/v1/imports/" + name).body().path("lines").asLong();
        } catch (RefusedException e) {
            return 0;
        }
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
