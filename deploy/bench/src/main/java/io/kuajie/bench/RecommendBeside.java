package io.kuajie.bench;

import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lists a second by this code's service and by that of another checkout, which is built already, in turns: both beside the same broker,
 * with the same people and the same changes of profiles. As {@link RecommendAgainst}, and with all that a service does about a list, of
 * which the machine's pace moves the ratio much less than that to a constant. Without another, this code's service is measured against a
 * second one.
 */
final class RecommendBeside implements Bench {
    private static final int PEOPLE = RecommendThroughput.PEOPLE;
    private static final int ITEMS = RecommendThroughput.ITEMS;
    private static final int LISTS = Integer.getInteger("kuajie.bench.requests", 10_000);
    private static final int ROUNDS = Integer.getInteger("kuajie.bench.rounds", 20);
    private static final double NANOS = 1e9;

    /** Of two services' turns in a round: so both come as early and as late in the mean. */
    private static final int[][] ORDERS = {{0, 1, 1, 0}, {1, 0, 0, 1}};

    private final ListRequests requests = new ListRequests(PEOPLE);

    @Override
    public String name() {
        return "recommend-beside";
    }

    @Override
    public String description() {
        return "lists/s against those by another checkout's service (-Dkuajie.bench.against=FOLDER), in turns, without a learnt model";
    }

    @Override
    public Result run(PrintStream out) throws Exception {
        String root = System.getProperty("kuajie.root", ".");
        String other = System.getProperty("kuajie.bench.against", root);
        Path models = Files.createTempDirectory("kuajie-models");
        try (DoorRig rig = new DoorRig();
                var load = new PeopleLoad(rig.bootstrapServers(), rig.registryUrl(), PEOPLE, ITEMS)) {
            load.catalogue();
            load.everybody();
            out.println("  catalogue and profiles are written");
            try (HttpLoad ours = new HttpLoad(service(rig, root, models), RecommendThroughput.CONNECTIONS);
                    HttpLoad others = new HttpLoad(service(rig, other, models), RecommendThroughput.CONNECTIONS);
                    ProfileUpdates updates = new ProfileUpdates(load, RecommendThroughput.UPDATES_A_SECOND)) {
                List<HttpLoad> both = List.of(ours, others);
                for (int process = 0; process < both.size(); process++) {
                    HttpLoad http = both.get(process);
                    rig.collectGarbage(process);
                    WarmUp warmUp = new WarmUp(rig, process, RecommendThroughput.MOST_WARM_UP_SECONDS);
                    warmUp.run(() -> http.run(RecommendThroughput.WARM_UP, requests::next));
                    out.printf("  %s%n", warmUp);
                }
                return rounds(out, rig, both);
            }
        } finally {
            TemporaryFolder.delete(models);
        }
    }

    private static URI service(DoorRig rig, String root, Path models) throws Exception {
        URI service = rig.startService(
                Path.of(root), "recommend-service", RecommendThroughput.jvm(), RecommendThroughput.settings(models));
        ListRequests.awaitPeople(service, PEOPLE);
        return service;
    }

    private Result rounds(PrintStream out, DoorRig rig, List<HttpLoad> both) throws Exception {
        out.printf(
                "  %-8s %10s %10s %8s %12s %12s%n", "round", "lists/s", "other's", "ratio", "cpu us/list", "other's");
        List<double[]> rows = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            double[] row = round(rig, both, ORDERS[round % 2]);
            rows.add(row);
            out.printf("  %-8d %10.0f %10.0f %8.3f %12.1f %12.1f%n", round + 1, row[0], row[1], row[2], row[3], row[4]);
        }
        double[] ratios =
                Medians.quartiles(rows.stream().mapToDouble(row -> row[2]).toArray());
        out.printf("  half of the rounds between %.3f and %.3f%n", ratios[0], ratios[2]);
        return new Result(name(), ratios[1], Medians.of(rows, 0), Medians.of(rows, 1), Double.NaN);
    }

    private double[] round(DoorRig rig, List<HttpLoad> both, int[] order) throws Exception {
        double[] seconds = new double[both.size()];
        double[] cpu = new double[both.size()];
        for (int turn : order) {
            double before = rig.cpuSeconds(turn);
            seconds[turn] += both.get(turn).run(LISTS, requests::next) / NANOS;
            cpu[turn] += rig.cpuSeconds(turn) - before;
        }
        double lists = (double) LISTS * order.length / both.size();
        double[] micros = Arrays.stream(cpu).map(used -> used * 1e6 / lists).toArray();
        return new double[] {lists / seconds[0], lists / seconds[1], seconds[1] / seconds[0], micros[0], micros[1]};
    }
}
