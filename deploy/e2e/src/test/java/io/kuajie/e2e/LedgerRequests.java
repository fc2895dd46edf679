package io.kuajie.e2e;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Makes single events, small batches and large ones, so that all of the door's ways to the broker are used, with bad messages among the
 * good ones; the same for the same seed.
 */
final class LedgerRequests {
    private static final int PEOPLE = 9_973;
    private static final int SMALL = 19;
    private static final int LARGE = 60;
    private static final int GOOD_TO_A_BAD = 10;

    private static final String GOOD = """
            {"type":"track","event":"Product Viewed","userId":"%2$s-u%3$d","messageId":"%1$s","properties":{"product_id":"p%4$d"}%5$s}""";
    /** What the door refuses itself, which gives it no position. */
    private static final String OF_NOBODY = """
            {"type":"track","event":"Product Viewed","messageId":"%1$s","properties":{"product_id":"p%4$d"}%5$s}""";
    /** What cleaning rejects. */
    private static final String OUT_OF_RANGE = """
            {"type":"track","event":"Product Reviewed","userId":"%2$s-u%3$d","messageId":"%1$s","properties":{"product_id":"p%4$d","rating":9}%5$s}""";

    private final String run;
    private final int thread;
    private final SplittableRandom random;
    private int made;

    /** @param run names the messages, and their origin */
    LedgerRequests(String run, int thread) {
        this.run = run;
        this.thread = thread;
        this.random = new SplittableRandom(31L * run.hashCode() + thread);
    }

    /** @param outcomeByMessage what must become of its messages */
    record Request(String path, String body, Map<String, String> outcomeByMessage) {}

    Request next() {
        return switch (random.nextInt(3)) {
            case 0 -> single();
            case 1 -> batch(1 + random.nextInt(SMALL));
            default -> batch(SMALL + 1 + random.nextInt(LARGE - SMALL));
        };
    }

    private Request single() {
        Map<String, String> outcomeByMessage = new LinkedHashMap<>();
        return new Request("/v1/track", message(outcomeByMessage, "," + context()), outcomeByMessage);
    }

    private Request batch(int size) {
        Map<String, String> outcomeByMessage = new LinkedHashMap<>();
        String messages =
                random.ints(size).mapToObj(any -> message(outcomeByMessage, "")).collect(Collectors.joining(","));
        return new Request("/v1/batch", "{%s,\"batch\":[%s]}".formatted(context(), messages), outcomeByMessage);
    }

    private String message(Map<String, String> outcomeByMessage, String more) {
        String id = "%s-%d-%d".formatted(run, thread, made++);
        int lot = random.nextInt(2 * GOOD_TO_A_BAD);
        outcomeByMessage.put(id, lot == 0 ? "missing-user" : lot == 1 ? "rating-range" : Ledger.CLEAN);
        String form = lot == 0 ? OF_NOBODY : lot == 1 ? OUT_OF_RANGE : GOOD;
        return form.formatted(id, run, random.nextInt(PEOPLE), made % LARGE, more);
    }

    private String context() {
        return "\"context\":{\"library\":{\"name\":\"" + run + "\"}}";
    }
}
