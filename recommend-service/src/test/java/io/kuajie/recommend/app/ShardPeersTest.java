package io.kuajie.recommend.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kuajie.edge.visitor.UserTokenRule;
import io.kuajie.edge.visitor.UserTokens;
import io.kuajie.kernel.Pseudonymizer;
import io.kuajie.recommend.domain.Town;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody whom another instance holds, which does as it is told. */
class ShardPeersTest {
    /** What the other instance does with a question. */
    private enum Manner {
        HANG_UP,
        WAIT_AND_ANSWER
    }

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final String PATH = "/v1/recommendations";
    private static final String THEIRS = "{\"requestId\":\"theirs\",\"items\":[]}";
    private static final RecommendationResponse OURS =
            new RecommendationResponse("ours", List.of(), "", "", "", "", "", List.of(), 0);
    private static final Storefront STOREFRONT =
            new Storefront(Town.ACADEMY, Town.COURSE, null, false, UserTokenRule.NONE);

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final Visitors visitors = new Visitors(new UserTokens(Clock.systemUTC()), new Pseudonymizer(new byte[32]));
    private final AtomicLong nanoTime = new AtomicLong();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger asked = new AtomicInteger();
    private final Queue<Duration> madeHereWithin = new ConcurrentLinkedQueue<>();
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private volatile Manner manner = Manner.HANG_UP;
    private HttpServer other;
    private @Nullable ShardPeers peers;

    @BeforeEach
    void start() throws IOException {
        other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", this::answer);
        other.setExecutor(executor);
        other.start();
    }

    @AfterEach
    void stop() {
        mayAnswer.countDown();
        if (peers != null) {
            peers.close();
        }
        other.stop(0);
        executor.shutdownNow();
    }

    @Test
    void instance_thatFailed_isAskedByOneWhileAllOthersAreAnsweredHere() {
        // Given
        Runnable pass = () -> nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
        RecommendationRequest request = open(DEADLINE);
        assertThat(ids(List.of(ask(request)))).containsExactly("ours");
        assertThat(ids(ask(request, 5))).containsOnly("ours");
        assertThat(asked).hasValue(1);

        // When
        manner = Manner.WAIT_AND_ANSWER;
        pass.run();
        List<CompletableFuture<RecommendationResponse>> lists = ask(request, 20);

        // Then: one has to wait
        assertThat(lists.stream().filter(list -> !list.isDone())).hasSize(1);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(asked).hasValue(2));
        pass.run();
        assertThat(ids(ask(request, 5))).containsOnly("ours");

        // When
        mayAnswer.countDown();

        // Then
        assertThat(ids(lists)).containsOnlyOnce("theirs").hasSize(20);
        assertThat(ids(ask(request, 3))).containsOnly("theirs");
        assertThat(asked).hasValue(5);
    }

    @Test
    void list_madeHereAfterAFailedHop_hasWhatIsLeftOfTheDeadline() {
        // Given
        RecommendationRequest request = open(DEADLINE);

        // When
        ids(List.of(ask(request)));

        // Then
        assertThat(madeHereWithin)
                .singleElement()
                .satisfies(within ->
                        assertThat(within).isLessThan(DEADLINE).isGreaterThanOrEqualTo(DEADLINE.dividedBy(10)));

        // When: it is avoided
        ids(List.of(ask(request)));

        // Then
        assertThat(madeHereWithin).hasSize(2).endsWith(DEADLINE);
    }

    @Test
    void list_madeHereAfterAHopThatHung_hasATenthOfTheDeadline() {
        // Given
        manner = Manner.WAIT_AND_ANSWER;
        RecommendationRequest request = open(Duration.ofMillis(50));

        // When
        List<String> made = ids(List.of(ask(request)));

        // Then
        assertThat(made).containsExactly("ours");
        assertThat(madeHereWithin)
                .singleElement()
                .satisfies(within -> assertThat(within).isBetween(Duration.ofMillis(5), Duration.ofMillis(7)));
    }

    private void answer(HttpExchange question) throws IOException {
        asked.incrementAndGet();
        try (question) {
            if (manner == Manner.WAIT_AND_ANSWER) {
                question.getRequestBody().readAllBytes();
                mayAnswer.await();
                byte[] list = THEIRS.getBytes(StandardCharsets.UTF_8);
                question.sendResponseHeaders(200, list.length);
                try (OutputStream body = question.getResponseBody()) {
                    body.write(list);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return a request for somebody whom the other instance holds */
    private RecommendationRequest open(Duration deadline) {
        RecommendSettings settings = new SmallRyeConfigBuilder()
                .withMapping(RecommendSettings.class)
                .withConverter(Duration.class, 100, new DurationConverter())
                .withDefaultValue("kuajie.recommend.shards", "2")
                .withDefaultValue("kuajie.recommend.shard", "0")
                .withDefaultValue(
                        "kuajie.recommend.shard-address",
                        "http://127.0.0.1:%d/{shard}"
                                .formatted(other.getAddress().getPort()))
                .withDefaultValue("kuajie.recommend.deadline", deadline.toMillis() + "ms")
                .build()
                .getConfigMapping(RecommendSettings.class);
        Shards shards = new Shards(settings, meters);
        shards.follow(() -> 12);
        ShardPeers opened = new ShardPeers(shards, visitors, settings, new ObjectMapper(), meters, nanoTime::get);
        peers = opened;
        return Stream.iterate(0, user -> user + 1)
                .map(user -> request("user-" + user))
                .filter(request -> shards.shardOf(Objects.requireNonNull(visitors.leaf(request, STOREFRONT))) == 1)
                .findFirst()
                .orElseThrow();
    }

    private static RecommendationRequest request(String user) {
        return RecommendationRequest.ofQuery(
                user, null, null, null, "beauty", null, null, null, null, null, null, null, null, null);
    }

    private List<CompletableFuture<RecommendationResponse>> ask(RecommendationRequest request, int times) {
        return IntStream.range(0, times).mapToObj(time -> ask(request)).toList();
    }

    private CompletableFuture<RecommendationResponse> ask(RecommendationRequest request) {
        return Objects.requireNonNull(peers)
                .answer(PATH, request, STOREFRONT, new Origin("Basic a2V5Og==", null, false), within -> {
                    madeHereWithin.add(within);
                    return CompletableFuture.completedStage(OURS);
                })
                .toCompletableFuture();
    }

    private static List<String> ids(List<CompletableFuture<RecommendationResponse>> lists) {
        return lists.stream().map(list -> list.join().requestId()).toList();
    }
}
