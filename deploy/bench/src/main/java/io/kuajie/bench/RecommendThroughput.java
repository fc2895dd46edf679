package io.kuajie.bench;

import io.kuajie.topics.TopicCatalog;
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
 * Lists of twenty a second for people drawn evenly, by a learnt model, with a filter, exploration, caps and profiles that change all
 * the while, every served record acknowledged; against a bare server that answers a constant of the same size. Then both at half of our greatest
 * rate, on a schedule that does not wait for answers.
 */
final class RecommendThroughput implements Bench {
    static final int PEOPLE = Integer.getInteger("kuajie.bench.people", 1_000_000);
    static final int ITEMS = Integer.getInteger("kuajie.bench.items", 100_000);
    private static final int REQUESTS = Integer.getInteger("kuajie.bench.requests", 50_000);
    /** Whom the model is learnt of, which takes longer than all else if it is everybody. */
    private static final int LEARNT_OF = Math.min(PEOPLE, 100_000);

    private static final String MODEL = "measured";
    /** In one go, until compilers rest. */
    static final int WARM_UP = 50_000;

    static final double MOST_WARM_UP_SECONDS = 240;

    private static final int ROUNDS = Integer.getInteger("kuajie.bench.rounds", 5);

    private static final int HEAP_MEGABYTES = Integer.getInteger("kuajie.bench.heap", 2_500);
    static final int CONNECTIONS = 32;
    static final int UPDATES_A_SECOND = 1_000;
    private static final long PATIENCE_SECONDS = 600;
    private static final double NANOS = 1e9;
    private static final String SERVED = TopicCatalog.RECOMMEND_SERVED.name();
    private static final Map<String, String> SETTINGS = Map.of(
            // Counted as any requests, and never too many.
            "kuajie.recommend.requests-per-second", "10000000",
            "kuajie.recommend.assume-consent", "true",
            "kuajie.recommend.assume-agreements", "true",
            "kuajie.recommend.train.every", "0s",
            "kuajie.recommend.explore.share", "0.1",
            "kuajie.recommend.rotation.most-shown", "5",
            "kuajie.recommend.served.queue", "100000");
    private static final Map<String, String> CLICKS = Map.of(
            "kuajie.recommend.clicks.every", "30s",
            // Long enough for the lists before the rounds to be clicked; in the rounds themselves nobody clicks.
            "kuajie.recommend.clicks.after", "40s");

    /** Lists that are clicked before the rounds, for a model of clicks to be learnt of. */
    private static final int CLICKED_LISTS = 12_000;

    private final boolean predictsClicks;
    private final ListRequests requests = new ListRequests(PEOPLE);

    /** @param predictsClicks whether the service is to have a model of clicks */
    RecommendThroughput(boolean predictsClicks) {
        this.predictsClicks = predictsClicks;
    }

    @Override
    public String name() {
        return predictsClicks ? "recommend-clicks" : "recommend";
    }

    @Override
    public String description() {
        return "lists/s with %,d people and %,d items%s, against an endpoint that answers a constant of the same size"
                .formatted(PEOPLE, ITEMS, predictsClicks ? " and a model of clicks" : "");
    }

    @Override
    public Result run(PrintStream out) throws Exception {
        Path models = Files.createTempDirectory("kuajie-models");
        try (DoorRig rig = new DoorRig();
                var load = new PeopleLoad(rig.bootstrapServers(), rig.registryUrl(), PEOPLE, ITEMS);
                var ends = new Ends(rig.bootstrapServers(), DoorRig.PARTITIONS)) {
            load.catalogue();
            load.everybody();
            out.println("  catalogue and profiles are written");
            Map<String, String> settings = settings(models);
            settings.putAll(predictsClicks ? CLICKS : Map.of());
            URI service = rig.startService("recommend-service", jvm(), settings);
            ListRequests.awaitPeople(service, PEOPLE);
            if (ListModel.IS_WANTED) {
                ListModel.write(models, MODEL, LEARNT_OF, ITEMS);
                ListRequests.askOfModels(service, "take?name=" + MODEL);
                ListRequests.await(
                        () -> ListRequests.list(service).contains(MODEL), "The service has no learnt model.");
            }
            int size = ListRequests.answer(service).length;
            URI constant = rig.startConstant(size);
            out.printf("  an answer has %,d bytes; the service takes %,d MB%n", size, rig.residentBytes(0) >> 20);
            try (HttpLoad ours = new HttpLoad(service, CONNECTIONS);
                    HttpLoad baseline = new HttpLoad(constant, CONNECTIONS)) {
                if (predictsClicks) {
                    learnClicks(out, rig, service, ours);
                }
                // A million people have just been taken in.
                rig.collectGarbage(0);
                warmUp(out, rig, load, ours, baseline);
                return rounds(out, rig, load, ends, ours, baseline);
            }
        } finally {
            TemporaryFolder.delete(models);
        }
    }

    private void learnClicks(PrintStream out, DoorRig rig, URI service, HttpLoad ours) throws Exception {
        ours.run(CLICKED_LISTS, requests::next);
        try (ClickFeed feed = new ClickFeed(rig.bootstrapServers(), rig.registryUrl())) {
            int answered = 0;
            while (answered < CLICKED_LISTS) {
                answered += feed.answer();
            }
        }
        ListRequests.await(
                () -> ListRequests.list(service).contains("+clicks-"), "The service has no model of clicks.");
        out.printf("  a model of clicks is in use after %,d clicked lists%n", CLICKED_LISTS);
    }

    private void warmUp(PrintStream out, DoorRig rig, PeopleLoad load, HttpLoad ours, HttpLoad baseline)
            throws Exception {
        WarmUp warmUp = new WarmUp(rig, 0, MOST_WARM_UP_SECONDS);
        try (ProfileUpdates updates = new ProfileUpdates(load, UPDATES_A_SECOND)) {
            warmUp.run(() -> ours.run(WARM_UP, requests::next));
        }
        baseline.run(REQUESTS, requests::next);
        out.printf("  %s%n", warmUp);
    }

    private Result rounds(PrintStream out, DoorRig rig, PeopleLoad load, Ends ends, HttpLoad ours, HttpLoad baseline)
            throws Exception {
        out.printf(
                "  %-8s %10s %14s %8s %12s %12s %16s %10s%n",
                "round", "lists/s", "constant req/s", "ratio", "cpu us/list", "p99 ms", "constant p99 ms", "p99Ratio");
        List<double[]> rows = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            double[] row;
            try (ProfileUpdates updates = new ProfileUpdates(load, UPDATES_A_SECOND)) {
                row = round(rig, ends, ours, baseline);
            }
            rows.add(row);
            out.printf(
                    "  %-8d %10.0f %14.0f %8.3f %12.1f %12.2f %16.2f %10.2f%n",
                    round, row[0], row[1], row[2], row[3], row[4], row[5], row[6]);
        }
        out.printf("  the service takes %,d MB at the end%n", rig.residentBytes(0) >> 20);
        return new Result(name(), Medians.of(rows, 2), Medians.of(rows, 0), Medians.of(rows, 1), Medians.of(rows, 6));
    }

    private double[] round(DoorRig rig, Ends ends, HttpLoad ours, HttpLoad baseline) throws Exception {
        long served = ends.sum(SERVED);
        double cpu = rig.cpuSeconds(0);
        double lists = REQUESTS * NANOS / ours.run(REQUESTS, requests::next);
        double cpuMicros = (rig.cpuSeconds(0) - cpu) * 1e6 / REQUESTS;
        Histogram latency = ours.paced(REQUESTS / 2, lists / 2, requests::next);
        ends.await(SERVED, served + REQUESTS + REQUESTS / 2, PATIENCE_SECONDS);
        double plain = REQUESTS * NANOS / baseline.run(REQUESTS, requests::next);
        Histogram plainLatency = baseline.paced(REQUESTS / 2, lists / 2, requests::next);
        double p99 = latency.getValueAtPercentile(99) / 1e6;
        double plainP99 = plainLatency.getValueAtPercentile(99) / 1e6;
        return new double[] {lists, plain, lists / plain, cpuMicros, p99, plainP99, p99 / plainP99};
    }

    /** What the service is told, but for clicks. @param models where it finds models */
    static Map<String, String> settings(Path models) {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("kuajie.recommend.models.folder", models.toString());
        return settings;
    }

    static List<String> jvm() {
        // As deploy/local/run starts it. Nothing that a list needs lives on, so pauses grow far more slowly than
        // the young generation that they empty, and a large one has few of them.
        return List.of(
                "-Xms%dm".formatted(HEAP_MEGABYTES),
                "-Xmx%dm".formatted(HEAP_MEGABYTES),
                "-Xmn%dm".formatted(HEAP_MEGABYTES / 3),
                "--add-modules=jdk.incubator.vector");
    }
}
