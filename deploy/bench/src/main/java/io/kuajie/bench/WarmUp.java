package io.kuajie.bench;

import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Keeps a service busy until its compilers rest, because what is measured before says more of them than of the service. */
final class WarmUp {
    /** Something that is done again and again. */
    interface Load {
        void run() throws Exception;
    }

    /** Compilers that use less of a processor than this are at rest, once for chance and twice for certain. */
    private static final double REST = 0.05;

    private static final int RESTS = 2;

    private static final double USUAL_SECONDS = 120;

    private final DoorRig rig;
    private final int process;
    private final double mostSeconds;
    private double seconds;
    private double busy = 1;

    /** @param process its number on the rig */
    WarmUp(DoorRig rig, int process) {
        this(rig, process, USUAL_SECONDS);
    }

    /** @param process its number on the rig; @param mostSeconds after which it ends all the same, checked after each load */
    WarmUp(DoorRig rig, int process, double mostSeconds) {
        this.rig = rig;
        this.process = process;
        this.mostSeconds = mostSeconds;
    }

    void run(Load load) throws Exception {
        int rests = 0;
        while (rests < RESTS && seconds < mostSeconds) {
            Map<String, Double> before = rig.compilerSeconds(process);
            long start = System.nanoTime();
            load.run();
            double took = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
            busy = used(before, rig.compilerSeconds(process)) / took;
            seconds += took;
            rests = busy > REST ? 0 : rests + 1;
        }
    }

    private static double used(Map<String, Double> before, Map<String, Double> after) {
        return after.entrySet().stream()
                .mapToDouble(thread -> thread.getValue() - before.getOrDefault(thread.getKey(), 0.0))
                .sum();
    }

    @Override
    public String toString() {
        return "warmed up for %.0f s; compilers use %.0f %% of a processor since".formatted(seconds, 100 * busy);
    }
}
