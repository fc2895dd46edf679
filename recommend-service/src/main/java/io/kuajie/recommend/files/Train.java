package io.kuajie.recommend.files;

import io.kuajie.recommend.domain.algebra.Workers;
import io.kuajie.recommend.domain.evaluation.Effort;
import io.kuajie.recommend.domain.live.Learner;
import io.kuajie.recommend.domain.live.Learner.Finding;
import io.kuajie.recommend.domain.live.Learner.Outcome;
import io.kuajie.recommend.domain.live.LiveModel;
import io.kuajie.recommend.domain.live.ModelFile;
import io.kuajie.recommend.domain.live.Snapshot;
import io.kuajie.recommend.domain.live.WholeFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** The commands that learn a model: {@code train} and {@code tune}. */
final class Train {
    private static final int REFUSED = 3;

    private Train() {}

    /** Returns what the process leaves with. */
    static int run(String command, List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            out.println(TrainOptions.HELP);
            return 0;
        }
        try {
            TrainOptions options = TrainOptions.parse(command, arguments);
            return command.equals("train") ? train(options, out, err::println) : tune(options, out, err::println);
        } catch (FileFault | IllegalArgumentException e) {
            err.println(e.getMessage());
            return 2;
        } catch (IOException e) {
            err.println("The model can't be written: %s.".formatted(e));
            return 2;
        } catch (OutOfMemoryError e) {
            err.println("The memory (%d MB) is not enough for this data; give the process more, or less data."
                    .formatted(Runtime.getRuntime().maxMemory() >> 20));
            return 2;
        }
    }

    private static int train(TrainOptions options, PrintStream out, Consumer<String> notes) throws IOException {
        long start = System.nanoTime();
        Deeds deeds = deeds(options, notes);
        Snapshot snapshot = snapshot(deeds, notes);
        Instant now = Instant.now();
        String id = Objects.requireNonNullElse(options.id(), "auto-" + now.toEpochMilli());
        try (Workers workers = Workers.all()) {
            Learner learner = new Learner(workers, options.seed(), Effort.FULL, notes);
            return switch (learner.learn(snapshot, id, now, null, true)) {
                case Outcome.Accepted(LiveModel model) -> {
                    Path file = Objects.requireNonNull(options.out());
                    WholeFile.Written written = WholeFile.write(file, to -> ModelFile.write(model, deeds::key, to));
                    String json = TrainReport.of(model, file, written, (System.nanoTime() - start) / 1e9);
                    WholeFile.write(
                            file.resolveSibling(file.getFileName() + ".json"),
                            to -> to.write((json + "\n").getBytes(StandardCharsets.UTF_8)));
                    out.println(json);
                    yield 0;
                }
                case Outcome.Refused(String reason) -> {
                    out.println("{\"model\":null,\"refused\":%s}".formatted(Report.quoted(reason)));
                    yield REFUSED;
                }
            };
        }
    }

    private static int tune(TrainOptions options, PrintStream out, Consumer<String> notes) {
        Snapshot snapshot = snapshot(deeds(options, notes), notes);
        try (Workers workers = Workers.all()) {
            List<Finding> found = new Learner(workers, options.seed(), Effort.FULL, notes).tune(snapshot);
            found.forEach(finding -> out.println(TrainReport.words(finding)));
            out.println(TrainReport.of(found));
            return found.isEmpty() ? REFUSED : 0;
        }
    }

    private static Deeds deeds(TrainOptions options, Consumer<String> notes) {
        if (options.topics() != null) {
            return LiveDeeds.read(options, notes);
        }
        List<Table> tables = options.data().stream()
                .map(file -> Table.read(file, options.format(), notes))
                .toList();
        return Deeds.of(tables, options.domain(), options.lowRatings());
    }

    private static Snapshot snapshot(Deeds deeds, Consumer<String> notes) {
        Snapshot snapshot = deeds.snapshot();
        notes.accept("%d people, %d items of %s, %d interactions; whoever and whatever is met once is left out"
                .formatted(
                        snapshot.data().people(),
                        snapshot.itemByPlace().length,
                        snapshot.domains(),
                        snapshot.data().size()));
        return snapshot;
    }
}
