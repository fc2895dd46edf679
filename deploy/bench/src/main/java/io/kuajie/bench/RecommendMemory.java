package io.kuajie.bench;

import java.io.PrintStream;

/**
 * Heap that a person takes in recommend-service against what there is to know: for each leaf 128 bits of pseudonym and 8 bytes of
 * position, for each item its number, time, weight, action and side, for each category its number and weight, the group, and the
 * counts.
 */
final class RecommendMemory implements Bench {
    private static final int PEOPLE = Integer.getInteger("kuajie.bench.people", 500_000);
    private static final int ITEMS = Integer.getInteger("kuajie.bench.items", 100_000);

    @Override
    public String name() {
        return "recommend-memory";
    }

    @Override
    public String description() {
        return "bytes a person in recommend-service's memory, against what there is to know (ratio: ours / content)";
    }

    @Override
    public Result run(PrintStream out) throws Exception {
        ListProcess.Cost cost = ListProcess.run(PEOPLE, ITEMS, 0);
        out.printf(
                "  %,d people and %,d items: %.0f bytes a person, %.0f of content%n",
                PEOPLE, ITEMS, cost.personBytes(), cost.contentBytes());
        return new Result(
                name(), cost.personBytes() / cost.contentBytes(), cost.personBytes(), cost.contentBytes(), Double.NaN);
    }
}
