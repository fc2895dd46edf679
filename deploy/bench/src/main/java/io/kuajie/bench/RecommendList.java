package io.kuajie.bench;

import java.io.PrintStream;

/** What a list and a change of a profile cost in memory, on one thread and without HTTP and records. */
final class RecommendList implements Bench {
    private static final int PEOPLE = Integer.getInteger("kuajie.bench.people", 200_000);
    private static final int ITEMS = Integer.getInteger("kuajie.bench.items", 100_000);
    private static final int LISTS = Integer.getInteger("kuajie.bench.requests", 8_000);

    @Override
    public String name() {
        return "recommend-list";
    }

    @Override
    public String description() {
        return "processor time a list without HTTP and records, against that of a change of a profile";
    }

    @Override
    public Result run(PrintStream out) throws Exception {
        ListProcess.Cost cost = ListProcess.run(PEOPLE, ITEMS, LISTS);
        out.printf(
                "  %,d people and %,d items: %.1f us a list, %.1f us a change of a profile%n",
                PEOPLE, ITEMS, cost.listMicros(), cost.changeMicros());
        return new Result(
                name(), cost.listMicros() / cost.changeMicros(), cost.listMicros(), cost.changeMicros(), Double.NaN);
    }
}
