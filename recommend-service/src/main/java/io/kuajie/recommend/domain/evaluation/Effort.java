package io.kuajie.recommend.domain.evaluation;

/**
 * What choosing and learning may cost.
 *
 * @param denseItems side of the largest matrix between items that is inverted
 * @param kernelPeople side of the largest matrix between people that is inverted
 * @param mostFactors width of the widest factorisation that is tried
 * @param scores kept of each model while the blend's weights are sought
 * @param trials that settings are chosen by, at most
 * @param searches whether settings are searched, or the usual ones taken
 */
public record Effort(int denseItems, int kernelPeople, int mostFactors, long scores, int trials, boolean searches) {
    /** For a process that does nothing else. */
    public static final Effort FULL = new Effort(6_000, 6_000, 128, 20_000_000, 4_000, true);

    /** For a first look: the usual settings, only their weights are chosen. */
    public static final Effort QUICK = new Effort(500, 500, 32, 1_000_000, 1_000, false);

    private static final long MUCH_MEMORY = 1L << 30;

    /** For a process of so much memory: takes about two thirds of it while it learns, beside the data. */
    public static Effort within(long bytes) {
        int side = (int) Math.clamp(Math.sqrt(bytes / 16.0), 500, FULL.denseItems);
        int factors = bytes < MUCH_MEMORY ? 64 : FULL.mostFactors;
        return new Effort(side, side, factors, Math.clamp(bytes / 80, 500_000, FULL.scores), 2_000, true);
    }
}
