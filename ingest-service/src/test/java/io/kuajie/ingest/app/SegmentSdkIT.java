package io.kuajie.ingest.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.segment.analytics.Analytics;
import com.segment.analytics.messages.IdentifyMessage;
import com.segment.analytics.messages.PageMessage;
import com.segment.analytics.messages.TrackMessage;
import io.kuajie.events.Behavior;
import io.kuajie.kernel.Pseudonymizer.Kind;
import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.Received;
import io.kuajie.testkit.TestKeys;
import io.kuajie.testkit.TestTopics;
import io.kuajie.topics.TopicCatalog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Segment's own Java client, as it is, against the running door. */
@QuarkusTest
@QuarkusTestResource(value = PlatformResource.class, restrictToAnnotatedClass = true)
final class SegmentSdkIT {
    @SuppressWarnings("NullAway.Init") // the platform puts it in
    TestTopics topics;

    @Test
    void segmentJavaClient_identifyTrackAndPage_areClean() {
        // Given
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
        String track = UUID.randomUUID().toString();
        Analytics analytics = Analytics.builder(TestKeys.ACADEMY_WRITE_KEY)
                .endpoint("http://localhost:" + RestAssured.port)
                .build();
        // When
        analytics.enqueue(IdentifyMessage.builder().userId("u-sdk").traits(Map.of("email", "sdk@example.cn")));
        analytics.enqueue(TrackMessage.builder("Product Added")
                .messageId(track)
                .userId("u-sdk")
                .properties(Map.of("product_id", "java", "price", 129.0, "currency", "CNY")));
        analytics.enqueue(PageMessage.builder("Course").userId("u-sdk").properties(Map.of("path", "/java")));
        analytics.flush();
        // Then
        List<Behavior> clean = topics.await(TopicCatalog.BEHAVIOR_CLEAN, 3).stream()
                .map(Received::requireValue)
                .toList();
        analytics.shutdown();
        String leaf = TestKeys.pseudonymizer()
                .leaf(TestKeys.ACADEMY, Kind.USER, "u-sdk")
                .toString();
        assertThat(clean).extracting(Behavior::getLeaf).containsOnly(leaf);
        assertThat(clean).extracting(Behavior::getAction).containsExactlyInAnyOrder("identify", "cart", "browse");
        assertThat(clean).extracting(Behavior::getMessageId).contains(track);
        assertThat(clean.toString()).doesNotContain("sdk@example.cn");
    }
}
