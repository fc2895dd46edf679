package io.kuajie.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kuajie.kernel.SourcePosition;
import io.kuajie.local.LocalStack;
import io.kuajie.local.Partner;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;

/** The sender of the freshness benchmark: background traffic and probes, both on schedules that do not wait for answers. */
final class FreshnessProbe implements AutoCloseable {
    static final int EVENT_BYTES = 700;
    private static final int USERS = 20_000;
    private static final int ITEMS = 500;
    private static final int BATCH = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long SHORTEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** A waiting probe asks again after this part of the time it has waited, so that slow answers do not multiply the questions. */
    private static final int RESOLUTION = 10;

    private final LocalStack stack;
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor();
    private final SplittableRandom random = new SplittableRandom(1);

    FreshnessProbe(LocalStack stack) {
        this.stack = stack;
    }

    /** Uploads the items that are recommended. */
    void prepare() throws IOException, InterruptedException {
        StringBuilder items = new StringBuilder("{\"items\":[");
        for (int item = 0; item < ITEMS; item++) {
            items.append(item == 0 ? "" : ",")
                    .append("{\"id\":\"b%d\",\"title\":\"精华 %d\",\"category\":\"c%d\"}"
                            .formatted(item, item, item % 20));
        }
        expectOk(post("/v1/catalog/items:batch", stack.keys().writeKey(Partner.BLOSSOM), items + "]}"));
    }

    /**
     * Brings a stack that has just started to full speed: the load rises in steps and nothing is expected to be in time.
     *
     * @param time of each step
     */
    void warmUp(int backgroundPerSecond, int probesPerSecond, Duration time) throws Exception {
        for (int divisor : new int[] {10, 4, 2, 1, 1}) {
            send(backgroundPerSecond / divisor, probesPerSecond / divisor, time, new AtomicInteger());
        }
    }

    /** One round of both. @return time to coverage of each probe, in nanoseconds */
    ConcurrentHistogram round(int backgroundPerSecond, int probesPerSecond, Duration time) throws Exception {
        AtomicInteger failures = new AtomicInteger();
        ConcurrentHistogram latencies = send(backgroundPerSecond, probesPerSecond, time, failures);
        if (failures.get() > 0) {
            throw new IllegalStateException("%d probes or batches were not answered or not covered within %s."
                    .formatted(failures.get(), PATIENCE));
        }
        return latencies;
    }

    private ConcurrentHistogram send(
            int backgroundPerSecond, int probesPerSecond, Duration time, AtomicInteger failures) throws Exception {
        ConcurrentHistogram latencies = new ConcurrentHistogram(3);
        long start = System.nanoTime();
        var background = tasks.submit(() -> background(start, backgroundPerSecond, time, failures));
        long interval = TimeUnit.SECONDS.toNanos(1) / probesPerSecond;
        long count = time.toNanos() / interval;
        List<Future<?>> probes = new ArrayList<>();
        for (long n = 0; n < count; n++) {
            long due = start + n * interval;
            Pace.until(due);
            probes.add(tasks.submit(() -> probe(due, latencies, failures)));
        }
        for (var probe : probes) {
            probe.get();
        }
        background.get();
        return latencies;
    }

    @Override
    public void close() {
        tasks.shutdownNow();
        http.shutdownNow();
    }

    private Void background(long start, int perSecond, Duration time, AtomicInteger failures) throws Exception {
        List<Future<?>> requests = new ArrayList<>();
        long interval = TimeUnit.SECONDS.toNanos(BATCH) / perSecond;
        long count = time.toNanos() / interval;
        for (long n = 0; n < count; n++) {
            Pace.until(start + n * interval);
            StringBuilder batch = new StringBuilder("{\"batch\":[");
            for (int event = 0; event < BATCH; event++) {
                Partner partner = Partner.ACADEMY;
                batch.append(event == 0 ? "" : ",").append(event(partner, "user-" + random.nextInt(USERS)));
            }
            String body = batch.append("]}").toString();
            requests.add(tasks.submit(() -> batch(body, failures)));
        }
        for (var request : requests) {
            request.get();
        }
        return null;
    }

    private Void batch(String body, AtomicInteger failures) throws Exception {
        try {
            expectOk(post("/v1/batch", stack.keys().writeKey(Partner.ACADEMY), body));
        } catch (HttpTimeoutException e) {
            failures.incrementAndGet();
        }
        return null;
    }

    private Void probe(long due, ConcurrentHistogram latencies, AtomicInteger failures) throws Exception {
        try {
            if (!awaitCoverage(due, latencies)) {
                failures.incrementAndGet();
            }
        } catch (HttpTimeoutException e) {
            failures.incrementAndGet();
        }
        return null;
    }

    private boolean awaitCoverage(long due, ConcurrentHistogram latencies) throws Exception {
        String user = "probe-" + UUID.randomUUID();
        HttpResponse<String> accepted =
                post("/v1/track", stack.keys().writeKey(Partner.ACADEMY), event(Partner.ACADEMY, user));
        expectOk(accepted);
        SourcePosition wanted = SourcePosition.parse(
                accepted.headers().firstValue("Kuajie-Positions").orElseThrow());
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < giveUp) {
            if (covers(user, wanted)) {
                latencies.recordValue(System.nanoTime() - due);
                return true;
            }
            long wait = (System.nanoTime() - due) / RESOLUTION;
            LockSupport.parkNanos(Math.clamp(wait, SHORTEST_WAIT_NANOS, LONGEST_WAIT_NANOS));
        }
        return false;
    }

    private boolean covers(String user, SourcePosition wanted) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        stack.recommend().base().resolve("/v1/recommendations?domain=beauty&count=5"))
                .header("Authorization", "Bearer " + stack.keys().storefrontKey(Partner.ACADEMY))
                .header("Kuajie-User", user)
                .timeout(PATIENCE)
                .build();
        JsonNode answer =
                json.readTree(http.send(request, BodyHandlers.ofString()).body());
        // A list without anything of the user names positions in other topics.
        return Arrays.stream(answer.path("asOf").asText().split(","))
                .filter(position -> position.indexOf('@') > 0)
                .map(SourcePosition::parse)
                .anyMatch(p -> p.partition() == wanted.partition() && p.offset() >= wanted.offset());
    }

    private String event(Partner partner, String user) {
        String event = """
                {"type":"track","event":"Product Viewed","userId":"%s","messageId":"%s","originalTimestamp":"%s",
                 "context":{"locale":"zh-CN","timezone":"Asia/Shanghai"},
                 "properties":{"product_id":"%s%d","category":"c%d","price":129.00,"currency":"CNY","note":"%s"}}
                """;
        int item = random.nextInt(ITEMS);
        String bare = event.formatted(
                user, UUID.randomUUID(), Instant.now(), partner.id().charAt(0), item, item % 20, "");
        return event.formatted(
                user,
                UUID.randomUUID(),
                Instant.now(),
                partner.id().charAt(0),
                item,
                item % 20,
                "x".repeat(Math.max(0, EVENT_BYTES - bare.length())));
    }

    private HttpResponse<String> post(String path, String key, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(stack.ingest().base().resolve(path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private static void expectOk(HttpResponse<String> response) {
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException(
                    "The door answered %d: %s".formatted(response.statusCode(), response.body()));
        }
    }
}
