package io.kuajie.ingest.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.segment.analytics.Analytics;
import com.segment.analytics.Callback;
import com.segment.analytics.Log;
import com.segment.analytics.messages.IdentifyMessage;
import com.segment.analytics.messages.Message;
import com.segment.analytics.messages.PageMessage;
import com.segment.analytics.messages.TrackMessage;
import io.kuajie.events.Behavior;
import io.kuajie.events.RejectedBehavior;
import io.kuajie.kernel.Pseudonymizer.Kind;
import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.Received;
import io.kuajie.testkit.TestKeys;
import io.kuajie.testkit.TestNames;
import io.kuajie.testkit.TestTopics;
import io.kuajie.topics.TopicCatalog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Segment's own Java client, as it is, against the running door. */
@QuarkusTest
@WithTestResource(PlatformResource.class)
final class SegmentSdkIT {
    private static final int MESSAGES = 300;

    @SuppressWarnings("NullAway.Init") // the platform puts it in
    TestTopics topics;

    @BeforeEach
    void awaitReady() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    }

    @Test
    void segmentJavaClient_identifyTrackAndPage_areClean() {
        // Given
        String track = UUID.randomUUID().toString();
        Analytics analytics = client(TestKeys.ACADEMY_WRITE_KEY, new Told());
        // When
        analytics.enqueue(IdentifyMessage.builder().userId("u-sdk").traits(Map.of("email", "sdk@example.cn")));
        analytics.enqueue(TrackMessage.builder("Product Added")
                .messageId(track)
                .userId("u-sdk")
                .properties(Map.of("product_id", "java", "price", 129.0, "currency", "CNY")));
        analytics.enqueue(PageMessage.builder("Course").userId("u-sdk").properties(Map.of("path", "/java")));
        analytics.flush();
        // Then
        String leaf = TestKeys.pseudonymizer()
                .leaf(TestKeys.ACADEMY, Kind.USER, "u-sdk")
                .toString();
        List<Behavior> clean = await().until(
                        () -> topics.readAll(TopicCatalog.BEHAVIOR_CLEAN).stream()
                                .map(Received::requireValue)
                                .filter(event -> event.getLeaf().equals(leaf))
                                .toList(),
                        found -> found.size() == 3);
        analytics.shutdown();
        assertThat(clean).extracting(Behavior::getAction).containsExactlyInAnyOrder("identify", "cart", "browse");
        assertThat(clean).extracting(Behavior::getMessageId).contains(track);
        assertThat(clean.toString()).doesNotContain("sdk@example.cn");
    }

    @Test
    void segmentJavaClient_badAndLargeMessages_spoilNoOthers() {
        // Given: together more than one request may hold, which the client divides
        String run = TestNames.fresh();
        Analytics analytics = client(TestKeys.ACADEMY_WRITE_KEY, new Told());
        // When
        for (int n = 0; n < 40; n++) {
            analytics.enqueue(TrackMessage.builder("Product Added")
                    .messageId(run + "-" + n)
                    .userId("u-sdk-" + n)
                    .properties(Map.of(
                            "product_id", "java", "price", n == 7 ? "a lot" : "129", "notes", "长".repeat(6_000))));
        }
        analytics.flush();
        // Then
        await().untilAsserted(() -> assertThat(codes(run)).containsExactly("bad-price"));
        await().untilAsserted(() -> assertThat(cleanIds(run)).hasSize(39).doesNotHaveDuplicates());
        analytics.shutdown();
    }

    @Test
    void segmentJavaClient_wrongKey_isToldAndNothingIsKept() {
        // Given
        String id = UUID.randomUUID().toString();
        Told told = new Told();
        Analytics analytics = client("no-such-key", told);
        // When
        analytics.enqueue(TrackMessage.builder("Product Viewed")
                .messageId(id)
                .userId("u-sdk")
                .properties(Map.of("product_id", "java")));
        analytics.flush();
        // Then
        await().untilAsserted(() -> assertThat(told.failed).containsExactly(id));
        analytics.shutdown();
        assertThat(cleanIds(id)).isEmpty();
        assertThat(codes(id)).isEmpty();
    }

    @Test
    void segmentJavaClient_doorAwayInMidStream_deliversAllOnce() throws IOException {
        // Given
        String run = TestNames.fresh();
        Told told = new Told();
        Failures failures = new Failures();
        try (Interruption interruption = new Interruption(RestAssured.port)) {
            Analytics analytics = Analytics.builder(TestKeys.ACADEMY_WRITE_KEY)
                    .endpoint(interruption.url())
                    .callback(told)
                    .log(failures)
                    .flushQueueSize(5)
                    .build();
            view(analytics, run, 0, 100);
            // Looked at so often that it is cut while more is on its way.
            await().pollInterval(Duration.ofMillis(1)).until(() -> !told.delivered.isEmpty());
            // When
            interruption.begin();
            view(analytics, run, 100, 200);
            await().until(() -> failures.uploads.get() > 0);
            interruption.end();
            view(analytics, run, 200, MESSAGES);
            analytics.flush();
            // Then: it tries again after a quarter or half a minute
            await().atMost(Duration.ofSeconds(90)).until(() -> told.delivered.size() + told.failed.size() >= MESSAGES);
            analytics.shutdown();
        }
        assertThat(told.failed).isEmpty();
        assertThat(told.delivered).hasSize(MESSAGES);
        Outcomes.assertOnePerRawPosition(topics);
        assertThat(cleanIds(run)).containsExactlyInAnyOrderElementsOf(told.delivered);
    }

    private static void view(Analytics analytics, String run, int from, int until) {
        for (int n = from; n < until; n++) {
            analytics.enqueue(TrackMessage.builder("Product Viewed")
                    .messageId(run + "-" + n)
                    .userId("u-sdk-" + n)
                    .properties(Map.of("product_id", "java")));
        }
    }

    /** Uploads that the client's log says have failed. */
    private static final class Failures implements Log {
        final AtomicInteger uploads = new AtomicInteger();

        @Override
        public void print(Level level, String format, Object... arguments) {}

        @Override
        public void print(Level level, Throwable failure, String format, Object... arguments) {
            uploads.incrementAndGet();
        }
    }

    /** What the client says became of messages. */
    private static final class Told implements Callback {
        final List<String> delivered = new CopyOnWriteArrayList<>();
        final List<String> failed = new CopyOnWriteArrayList<>();

        @Override
        public void success(Message message) {
            delivered.add(message.messageId());
        }

        @Override
        public void failure(Message message, Throwable cause) {
            failed.add(message.messageId());
        }
    }

    private static Analytics client(String key, Callback callback) {
        return Analytics.builder(key)
                .endpoint("http://localhost:" + RestAssured.port)
                .callback(callback)
                .build();
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(30));
    }

    private List<String> cleanIds(String run) {
        return topics.readAll(TopicCatalog.BEHAVIOR_CLEAN).stream()
                .map(received -> received.requireValue().getMessageId())
                .filter(id -> id.startsWith(run))
                .toList();
    }

    private List<String> codes(String run) {
        return topics.readAll(TopicCatalog.BEHAVIOR_REJECTED).stream()
                .map(Received::requireValue)
                .filter(rejected -> String.valueOf(rejected.getMessageId()).startsWith(run))
                .map(RejectedBehavior::getCode)
                .toList();
    }
}
