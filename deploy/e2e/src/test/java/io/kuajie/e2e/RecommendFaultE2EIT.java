package io.kuajie.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.local.LocalStack;
import io.kuajie.testkit.TestTopics;
import io.kuajie.topics.TopicCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What recommendations are made of is taken away: the broker for a minute, the registry, campaign-service; and records come that nobody
 * can read. Answers go on from what is known, and follow events again when things are back.
 */
@Tag("embedded")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecommendFaultE2EIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration OUTAGE = Duration.ofSeconds(60);
    private static final Duration SHORT_OUTAGE = Duration.ofSeconds(5);

    private static final String STALE = "Kuajie-Stale-Since";

    private LocalStack stack;
    private Scene scene;

    @BeforeAll
    void start(@TempDir Path data) throws IOException {
        Path root = Path.of(System.getProperty("kuajie.root"));
        stack = LocalStack.start(LocalStack.Settings.isolated(root, data).withPartitions(3), message -> {});
        scene = new Scene(stack, new StackClient(stack));
        scene.begin();
    }

    @AfterAll
    void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    void answers_brokerAwayForAMinute_goOnAndFollowEventsAgain() throws IOException {
        // Given
        learns("停电时的同学");
        JsonNode before = awaitPersonal("停电时的同学", "");
        // When
        stack.servers().kafka().kill();
        try {
            assertAnswersGoOn("停电时的同学", before, OUTAGE);
            assertThat(scene.ask("停电时的同学").headers()).containsKey(STALE);
        } finally {
            stack.servers().kafka().restart();
        }
        // Then
        String position = await().atMost(PATIENCE)
                .ignoreExceptionsMatching(AssertionError.class::isInstance)
                .until(() -> scene.buyCourse("停电时的同学", "yoga", "after-outage"), sent -> true);
        awaitPersonal("停电时的同学", position);
        await().atMost(PATIENCE).until(() -> !scene.ask("停电时的同学").headers().containsKey(STALE));
    }

    @Test
    void answers_registryAway_goOnAndFollowEvents() throws IOException {
        // Given
        learns("没有登记处的同学");
        JsonNode before = awaitPersonal("没有登记处的同学", "");
        // When
        stack.servers().registry().kill();
        try {
            String position = scene.buyCourse("没有登记处的同学", "yoga", "without-registry");
            // Then
            awaitPersonal("没有登记处的同学", position);
            assertAnswersGoOn("没有登记处的同学", before, SHORT_OUTAGE);
        } finally {
            stack.servers().registry().restart();
        }
    }

    @Test
    void answers_campaignServiceAway_goOnAndFollowEvents() throws IOException {
        // Given
        learns("没有活动的同学");
        JsonNode before = awaitPersonal("没有活动的同学", "");
        // When
        stack.campaign().kill();
        try {
            String position = scene.buyCourse("没有活动的同学", "yoga", "without-campaigns");
            // Then
            awaitPersonal("没有活动的同学", position);
            assertAnswersGoOn("没有活动的同学", before, SHORT_OUTAGE);
        } finally {
            stack.campaign().start();
            stack.campaign().awaitReady();
        }
    }

    @Test
    void answers_recordsThatNobodyCanRead_goOnAndFollowEvents() throws IOException {
        // Given
        learns("读不懂的同学");
        JsonNode before = awaitPersonal("读不懂的同学", "");
        byte[] noise = {0, 1, 2, 3, 4, 5, 6, 7};
        // When
        try (TestTopics topics = new TestTopics(
                stack.servers().bootstrapServers(), stack.servers().registryUrl(), "")) {
            topics.sendBytes(TopicCatalog.BEHAVIOR_RAW, "academy:noise", noise);
            topics.sendBytes(TopicCatalog.BEHAVIOR_CLEAN, "academy:noise", noise);
            topics.sendBytes(TopicCatalog.PROFILE_STATE, "noise", noise);
            topics.sendBytes(TopicCatalog.CATALOG_ITEMS, "noise", noise);
            topics.sendBytes(TopicCatalog.RECOMMEND_SERVED, "noise", noise);
        }
        String position = scene.buyCourse("读不懂的同学", "yoga", "after-noise");
        // Then
        awaitPersonal("读不懂的同学", position);
        assertAnswersGoOn("读不懂的同学", before, SHORT_OUTAGE);
    }

    private void learns(String user) throws IOException {
        scene.consent(user);
        scene.buyCourse(user, "makeup", "m-" + user);
    }

    /** @param position of an event that it reflects; empty for any */
    private JsonNode awaitPersonal(String user, String position) {
        return await().atMost(PATIENCE)
                .until(
                        () -> scene.recommend(user),
                        answer -> answer.path("fallback").asText().equals("none")
                                && (position.isEmpty()
                                        || answer.path("asOf").asText().contains(position)));
    }

    /** Every answer is 200, a personal list as long as before. */
    private void assertAnswersGoOn(String user, JsonNode before, Duration howLong) {
        Instant end = Instant.now().plus(howLong);
        await().atMost(howLong.plus(PATIENCE))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    JsonNode answer = scene.recommend(user);
                    assertThat(answer.path("items")).hasSameSizeAs(before.path("items"));
                    assertThat(answer.path("fallback").asText()).isEqualTo("none");
                    return !Instant.now().isBefore(end);
                });
    }
}
