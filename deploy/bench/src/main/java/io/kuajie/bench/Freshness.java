package io.kuajie.bench;

import io.kuajie.local.LocalStack;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.AbstractHistogram;

/**
 * How long until a recommendation reflects an event. Ours: from the moment an event is due at the door until a recommendation's
 * {@code asOf} covers it, with 1,000 events a second in the background. Baseline: three plain hops under the same load, on the same
 * broker. Rounds of the two alternate; figures are medians over the rounds.
 */
final class Freshness implements Bench {
    static final int BACKGROUND_PER_SECOND = 1_000;
    private static final int PROBES_PER_SECOND = 40;
    private static final int PARTITIONS = 6;
    private static final int ROUNDS = Integer.getInteger("kuajie.bench.rounds", 5);
    /** Of each of the steps in which the load rises. */
    private static final Duration WARM_UP = Duration.ofSeconds(Long.getLong("kuajie.bench.warm-up", 60));

    private static final Duration WARM_UP_OF_HOPS = Duration.ofSeconds(20);

    private static final Duration ROUND = Duration.ofSeconds(10);
    private static final double NANOS_PER_MILLI = 1e6;

    @Override
    public String name() {
        return "freshness";
    }

    @Override
    public String description() {
        return "HTTP event to recommendation that covers it, against three plain hops, under 1,000 events/s (ratio: baseline p50 / ours)";
    }

    @Override
    public Result run(PrintStream out) throws Exception {
        Path root =
                Path.of(Optional.ofNullable(System.getProperty("kuajie.root")).orElse("."));
        Path data = Files.createTempDirectory("kuajie-bench");
        LocalStack.Settings settings = LocalStack.Settings.isolated(root, data)
                .withPartitions(PARTITIONS)
                .withAssumeConsent(true);
        try (LocalStack stack = LocalStack.start(settings, message -> out.println("  " + message))) {
            return measure(stack, out);
        } finally {
            TemporaryFolder.delete(data);
        }
    }

    private static Result measure(LocalStack stack, PrintStream out) throws Exception {
        try (FreshnessProbe probe = new FreshnessProbe(stack);
                PlainHops hops = new PlainHops(stack.servers().bootstrapServers(), "freshness", PARTITIONS)) {
            hops.start();
            probe.prepare();
            out.println("  warming up");
            probe.warmUp(BACKGROUND_PER_SECOND, PROBES_PER_SECOND, WARM_UP);
            hops.send(BACKGROUND_PER_SECOND, WARM_UP_OF_HOPS, FreshnessProbe.EVENT_BYTES);
            out.printf(
                    "  %-6s %12s %12s %12s %12s  %s%n",
                    "round", "ours p50 ms", "ours p99 ms", "hops p50 ms", "hops p99 ms", "cpu ms an event");
            List<double[]> rounds = new ArrayList<>();
            StackCpu cpu = new StackCpu(stack);
            for (int round = 1; round <= ROUNDS; round++) {
                cpu.lap();
                AbstractHistogram ours = probe.round(BACKGROUND_PER_SECOND, PROBES_PER_SECOND, ROUND);
                String perEvent = StackCpu.perEvent(
                        cpu.lap(), (double) (BACKGROUND_PER_SECOND + PROBES_PER_SECOND) * ROUND.toSeconds());
                AbstractHistogram plain = hops.send(BACKGROUND_PER_SECOND, ROUND, FreshnessProbe.EVENT_BYTES);
                double[] row = {millis(ours, 50), millis(ours, 99), millis(plain, 50), millis(plain, 99)};
                rounds.add(row);
                out.printf("  %-6d %12.2f %12.2f %12.2f %12.2f  %s%n", round, row[0], row[1], row[2], row[3], perEvent);
            }
            out.printf("  %d bytes an event as sent%n", FreshnessProbe.EVENT_BYTES);
            double ours = Medians.of(rounds, 0);
            double plain = Medians.of(rounds, 2);
            return new Result("freshness", plain / ours, ours, plain, Medians.of(rounds, 1) / Medians.of(rounds, 3));
        }
    }

    private static double millis(AbstractHistogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
    }
}
