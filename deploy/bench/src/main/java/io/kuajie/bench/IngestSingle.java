package io.kuajie.bench;

import io.kuajie.testkit.TestKeys;
import java.io.PrintStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Events a second through the door, one event a request over 64 connections, each answered when the broker has acknowledged it,
 * against a bare server on the same network code that reads the same requests and answers a constant.
 */
final class IngestSingle implements Bench {
    private static final int CONNECTIONS = 64;
    private static final int USERS = 100_000;
    private static final int REQUESTS = 100_000;
    private static final int ROUNDS = 5;
    private static final int WARM_UP = 1_200_000;
    private static final double NANOS = 1e9;

    @Override
    public String name() {
        return "ingest-single";
    }

    @Override
    public String description() {
        return "events/s over HTTP, one event a request, 64 connections, against an endpoint that answers a constant";
    }

    @Override
    public Result run(PrintStream out) throws Exception {
        try (DoorRig rig = new DoorRig()) {
            URI door = rig.startService(Map.of("kuajie.ingest.cleaning.enabled", "false"));
            URI constant = rig.startConstant();
            TrackEvents events = new TrackEvents(door.getAuthority(), TestKeys.ACADEMY_WRITE_KEY, 1, USERS, 0, 1);
            try (HttpLoad ours = new HttpLoad(door, CONNECTIONS);
                    HttpLoad baseline = new HttpLoad(constant, CONNECTIONS)) {
                out.printf("  warming up with %d events each%n", WARM_UP);
                ours.run(WARM_UP, events::next);
                baseline.run(WARM_UP, events::next);
                out.printf("  %d bytes of JSON an event%n", TrackEvents.EVENT_BYTES);
                out.printf(
                        "  %-6s %14s %16s %8s %18s %20s%n",
                        "round",
                        "door events/s",
                        "constant req/s",
                        "ratio",
                        "door cpu us/event",
                        "constant cpu us/req");
                List<double[]> rounds = new ArrayList<>();
                for (int round = 1; round <= ROUNDS; round++) {
                    rounds.add(round(out, rig, round, ours, baseline, events));
                }
                return new Result(
                        "ingest-single",
                        Medians.of(rounds, 2),
                        Medians.of(rounds, 0),
                        Medians.of(rounds, 1),
                        Double.NaN);
            }
        }
    }

    private static double[] round(
            PrintStream out, DoorRig rig, int round, HttpLoad ours, HttpLoad baseline, TrackEvents events)
            throws Exception {
        double door = rig.cpuSeconds(0);
        double through = REQUESTS * NANOS / ours.run(REQUESTS, events::next);
        double doorCpu = (rig.cpuSeconds(0) - door) * 1e6 / REQUESTS;
        double constant = rig.cpuSeconds(1);
        double plain = REQUESTS * NANOS / baseline.run(REQUESTS, events::next);
        double constantCpu = (rig.cpuSeconds(1) - constant) * 1e6 / REQUESTS;
        out.printf(
                "  %-6d %14.0f %16.0f %8.3f %18.2f %20.2f%n",
                round, through, plain, through / plain, doorCpu, constantCpu);
        return new double[] {through, plain, through / plain};
    }
}
