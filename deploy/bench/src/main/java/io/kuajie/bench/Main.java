package io.kuajie.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** The command line of the benchmarks: names of those to run, all where none is named. */
public final class Main {
    private static final List<Bench> BENCHES = List.of(
            new Freshness(),
            new IngestBatch(),
            new IngestSingle(),
            new IngestAttack(),
            new IngestGrowth(),
            new IngestMemory(),
            new Clean(),
            new ProfileThroughput(),
            new ProfileMemory(),
            new ProfileRestore(),
            new ProfileBackfill(),
            new RecommendThroughput(false),
            new RecommendThroughput(true),
            new RecommendSwap(),
            new RecommendList(),
            new RecommendAgainst(),
            new RecommendBeside(),
            new RecommendMemory(),
            new RecommendGrowth(),
            new TopK(),
            new FactorSearch(),
            new TrainAls());

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        List<String> names = List.of(arguments);
        if (names.contains("--help") || names.contains("-h")) {
            help(out);
            return;
        }
        List<Bench> chosen = new ArrayList<>();
        for (String name : names) {
            chosen.add(BENCHES.stream()
                    .filter(bench -> bench.name().equals(name))
                    .findFirst()
                    .orElseGet(() -> unknown(name)));
        }
        for (Bench bench : chosen.isEmpty() ? BENCHES : chosen) {
            out.printf("%s: %s%n", bench.name(), bench.description());
            out.println(bench.run(out).toJson());
        }
        // Client threads of the stack are daemons, but a straggler must not keep a finished run alive.
        System.exit(0);
    }

    private static Bench unknown(String name) {
        System.err.printf("There is no benchmark '%s'.%n", name);
        help(System.err);
        System.exit(2);
        throw new IllegalStateException("exited");
    }

    private static void help(PrintStream out) {
        out.println("Usage: deploy/bench/run [NAME...]    (all where none is named)");
        BENCHES.forEach(bench -> out.printf("  %-18s %s%n", bench.name(), bench.description()));
        out.println("Each prints a short table and, last, one JSON line.");
    }
}
