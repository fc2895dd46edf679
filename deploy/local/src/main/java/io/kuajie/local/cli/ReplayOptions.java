package io.kuajie.local.cli;

import io.kuajie.local.Partner;
import io.kuajie.local.replay.Format;
import io.kuajie.local.replay.Replay;
import io.kuajie.local.replay.Source;
import io.kuajie.local.replay.Speed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is replayed, and how. */
final class ReplayOptions {
    private static final Pattern NAMED = Pattern.compile("([a-z0-9][a-z0-9-]{1,31})=(.+)");

    @Option(
            names = "--replay",
            paramLabel = "[PARTNER=]FILE",
            description = "Replay a file instead of the generated sample; may be repeated, each file with its partner")
    List<String> files = List.of();

    @Option(names = "--format", paramLabel = "FORMAT", description = "taobao, pairs or segment-ndjson")
    @Nullable
    String format;

    @Option(
            names = "--partner",
            paramLabel = "ID",
            description = "Partner of a file without PARTNER=; default: the format's name")
    @Nullable
    String partner;

    @Option(
            names = "--domain",
            paramLabel = "NAME",
            description = "Industry of that partner; default: the partner's name")
    @Nullable
    String domain;

    @Option(names = "--speed", paramLabel = "N|max", defaultValue = "max", description = "Times real time; default max")
    String speed = "max";

    @Option(names = "--shift-to-now", description = "Move the times so that the file's last event is now")
    boolean shiftToNow;

    @Option(names = "--link-shared-users", description = "Equal user ids in the files are one person")
    boolean linkSharedUsers;

    boolean isAsked() {
        return !files.isEmpty();
    }

    /** @throws IllegalArgumentException if something is missing or wrong */
    Replay.Settings settings() {
        if (format == null) {
            throw new IllegalArgumentException("--replay needs --format taobao, pairs or segment-ndjson.");
        }
        Format lines = Format.parse(format);
        List<Source> sources = new ArrayList<>();
        for (String file : files) {
            Matcher named = NAMED.matcher(file);
            String id = named.matches() ? named.group(1) : partner == null ? lines.label() : partner;
            String industry = domain == null || named.matches() ? id : domain;
            sources.add(new Source(
                    new Partner(id, id, industry), readable(named.matches() ? named.group(2) : file), lines));
        }
        return new Replay.Settings(List.copyOf(sources), Speed.parse(speed), shiftToNow, linkSharedUsers);
    }

    private static Path readable(String name) {
        Path file = Path.of(name);
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new IllegalArgumentException("The file %s can't be read.".formatted(file));
        }
        return file;
    }
}
