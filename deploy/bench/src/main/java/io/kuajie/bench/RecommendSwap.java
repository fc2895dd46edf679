package io.kuajie.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * The time of lists while learnt models are swapped, and while one is learnt, against the same with one model; all on a schedule at
 * half of the greatest rate, with profiles that change. An answer that is no full list ends it.
 */
final class RecommendSwap implements Bench {
    private static final int PEOPLE = Integer.getInteger("kuajie.bench.people", 100_000);
    private static final int ITEMS = Integer.getInteger("kuajie.bench.items", 20_000);
    private static final int REQUESTS = Integer.getInteger("kuajie.bench.requests", 50_000);
    private static final int ROUNDS = Integer.getInteger("kuajie.bench.rounds", 5);
    private static final int CONNECTIONS = 32;
    private static final String MODEL = "measured";
    private static final String TAKE = "take?name=" + MODEL;
    private static final int UPDATES_A_SECOND = 1_000;
    /** Between two swaps, so that they are told apart from what lasts. */
    private static final long REST_MILLIS = 500;
    /** Less than a list of twenty has by far, and more than one of none. */
    private static final int LEAST_BYTES = 2_000;

    private static final Map<String, String> SETTINGS = Map.of(
            // Counted as any requests, and never too many.
            "kuajie.recommend.requests-per-second", "10000000",
            "kuajie.recommend.assume-consent", "true",
            "kuajie.recommend.assume-agreements", "true",
            "kuajie.recommend.train.every", "0s",
            "kuajie.recommend.train.most-people", "5000",
            "kuajie.recommend.train.memory-bytes", Long.toString(512L << 20),
            "kuajie.recommend.served.queue", "100000");
    private static final List<String> OPTIONS =
            List.of("-Xms1500m", "-Xmx1500m", "-Xmn256m", "--add-modules=jdk.incubator.vector");

    private final ListRequests requests = new ListRequests(PEOPLE);

    @Override
    public String name() {
        return "recommend-swap";
    }

    @Override
    public String description() {
        return "p99 of lists while models are swapped, and while one is learnt, against one model; %,d people and %,d items"
                .formatted(PEOPLE, ITEMS);
    }

    @Override
    public Result run(PrintStream out) throws Exception {
        Path models = Files.createTempDirectory("kuajie-models");
        try (DoorRig rig = new DoorRig();
                var load = new PeopleLoad(rig.bootstrapServers(), rig.registryUrl(), PEOPLE, ITEMS)) {
            load.catalogue();
            load.everybody();
            ListModel.write(models, MODEL, PEOPLE, ITEMS);
            Map<String, String> settings = new HashMap<>(SETTINGS);
            settings.put("kuajie.recommend.models.folder", models.toString());
            URI service = rig.startService("recommend-service", OPTIONS, settings);
            ListRequests.awaitPeople(service, PEOPLE);
            ListRequests.askOfModels(service, TAKE);
            try (HttpLoad lists = new HttpLoad(service, CONNECTIONS);
                    ProfileUpdates updates = new ProfileUpdates(load, UPDATES_A_SECOND)) {
                lists.requireBodies(LEAST_BYTES);
                WarmUp warmUp = new WarmUp(rig, 0);
                warmUp.run(() -> {
                    // What a first swap makes the compilers do again is done before the rounds.
                    ListRequests.askOfModels(service, TAKE);
                    lists.run(REQUESTS, requests::next);
                });
                out.printf("  %s%n", warmUp);
                return rounds(out, service, lists);
            }
        } finally {
            TemporaryFolder.delete(models);
        }
    }

    private Result rounds(PrintStream out, URI service, HttpLoad lists) throws Exception {
        double rate = REQUESTS * 1e9 / lists.run(REQUESTS, requests::next) / 2;
        out.printf(
                "  p99 in ms at %,.0f lists a second%n  %-8s %12s %12s %8s %8s%n",
                rate, "round", "one model", "swapping", "swaps", "ratio");
        List<double[]> rows = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            double quiet = p99(lists, rate);
            double swapping;
            int swaps;
            try (Repeated taking = new Repeated(() -> ListRequests.askOfModels(service, TAKE), REST_MILLIS)) {
                swapping = p99(lists, rate);
                swaps = taking.done();
            }
            rows.add(new double[] {swapping, quiet, swapping / quiet});
            out.printf("  %-8d %12.2f %12.2f %8d %8.2f%n", round, quiet, swapping, swaps, swapping / quiet);
        }
        learning(out, service, lists, rate);
        double ratio = Medians.of(rows, 2);
        return new Result(name(), ratio, Medians.of(rows, 0), Medians.of(rows, 1), ratio);
    }

    private void learning(PrintStream out, URI service, HttpLoad lists, double rate) throws Exception {
        try (Repeated training = new Repeated(() -> ListRequests.askOfModels(service, "train"), 0)) {
            for (int round = 1; round <= ROUNDS; round++) {
                out.printf("  %-8s %12.2f%n", "learning", p99(lists, rate));
            }
        }
    }

    private double p99(HttpLoad lists, double rate) throws IOException {
        Histogram latency = lists.paced(REQUESTS, rate, requests::next);
        return latency.getValueAtPercentile(99) / 1e6;
    }
}
