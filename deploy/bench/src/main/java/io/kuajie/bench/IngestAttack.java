package io.kuajie.bench;

import io.kuajie.testkit.TestKeys;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Processor time of the door for a request that it takes, against one that it refuses because the partner's quota is used up or the key is
 * wrong: one event a request, over 64 connections.
 */
final class IngestAttack implements Bench {
    private static final int CONNECTIONS = 64;
    private static final int USERS = 100_000;
    private static final int REQUESTS = 100_000;
    private static final int ROUNDS = Integer.getInteger("kuajie.bench.rounds", 5);
    private static final int WARM_UP = 300_000;
    private static final String WRONG_KEY = "nobodys-write-key";

    /** One kind of request, again and again. */
    private record Load(HttpLoad http, TrackEvents events) {
        static Load of(URI door, String key, int status) throws IOException {
            return new Load(
                    new HttpLoad(door, CONNECTIONS, status), new TrackEvents(door.getAuthority(), key, 1, USERS, 0, 1));
        }

        void run(long requests) throws IOException {
            http.run(requests, events::next);
        }
    }

    @Override
    public String name() {
        return "ingest-attack";
    }

    @Override
    public String description() {
        return "processor time of a request that is taken, against one above the quota, one event a request";
    }

    @Override
    public Result run(PrintStream out) throws Exception {
        try (DoorRig rig = new DoorRig()) {
            URI door = rig.startService(Map.of(
                    "kuajie.ingest.cleaning.enabled", "false",
                    "kuajie.ingest.quotas.blossom.events-per-second", "0.0001",
                    "kuajie.ingest.quotas.blossom.burst", "1"));
            useUpQuota(door);
            Load taken = Load.of(door, TestKeys.ACADEMY_WRITE_KEY, 200);
            Load above = Load.of(door, TestKeys.BLOSSOM_WRITE_KEY, 429);
            Load unknown = Load.of(door, WRONG_KEY, 401);
            for (Load load : List.of(taken, above, unknown)) {
                load.run(WARM_UP);
            }
            out.printf(
                    "  %-6s %14s %20s %16s %8s%n",
                    "round", "taken cpu us", "above quota cpu us", "wrong key cpu us", "ratio");
            List<double[]> rounds = new ArrayList<>();
            for (int round = 1; round <= ROUNDS; round++) {
                double[] cpu = {micros(rig, taken), micros(rig, above), micros(rig, unknown)};
                out.printf("  %-6d %14.2f %20.2f %16.2f %8.2f%n", round, cpu[0], cpu[1], cpu[2], cpu[0] / cpu[1]);
                rounds.add(new double[] {cpu[0], cpu[1], cpu[0] / cpu[1]});
            }
            return new Result(name(), Medians.of(rounds, 2), Medians.of(rounds, 1), Medians.of(rounds, 0), Double.NaN);
        }
    }

    /** The one event that the quota has. */
    private static void useUpQuota(URI door) throws IOException {
        try (HttpLoad first = new HttpLoad(door, 1)) {
            first.run(1, new TrackEvents(door.getAuthority(), TestKeys.BLOSSOM_WRITE_KEY, 1, USERS, 0, 1)::next);
        }
    }

    private static double micros(DoorRig rig, Load load) throws IOException {
        double before = rig.cpuSeconds(0);
        load.run(REQUESTS);
        return (rig.cpuSeconds(0) - before) * 1e6 / REQUESTS;
    }
}
