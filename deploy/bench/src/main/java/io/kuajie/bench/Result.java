package io.kuajie.bench;

import java.util.Locale;

/**
 * What a benchmark found: medians over its rounds.
 *
 * @param ratio ours over the baseline, in the direction that the bar names
 * @param ours in the unit of the benchmark's table
 * @param baseline in the same unit
 * @param p99Ratio ours over the baseline at the 99th percentile; NaN where no latency is measured
 */
public record Result(String bench, double ratio, double ours, double baseline, double p99Ratio) {
    /** The closing line: one JSON object. */
    public String toJson() {
        String p99 = Double.isNaN(p99Ratio) ? "null" : "%.3f".formatted(p99Ratio);
        return String.format(
                Locale.ROOT,
                "{\"bench\":\"%s\",\"ratio\":%.3f,\"ours\":%.3f,\"baseline\":%.3f,\"p99Ratio\":%s}",
                bench,
                ratio,
                ours,
                baseline,
                p99);
    }
}
