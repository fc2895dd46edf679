package io.kuajie.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.local.LocalStack;
import io.kuajie.testkit.TestTopics;
import io.kuajie.topics.TopicCatalog;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What recommendations are made of is taken away: the registry, campaign-service; and records come that nobody can read. Answers go on
 * from what is known, and follow events again when things are back.
 */
@Tag("embedded")
@ExtendWith(SharedStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecommendFaultE2EIT {
    private static final Duration OUTAGE = Duration.ofSeconds(5);

    private LocalStack stack;
    private Scene scene;
    private PersonalLists lists;

    @BeforeAll
    void use(SharedStack.Running shared) throws InterruptedException {
        stack = shared.toBeKilled();
        scene = shared.scene();
        lists = new PersonalLists(scene);
    }

    @Test
    void answers_registryAway_goOnAndFollowEvents() throws IOException {
        // Given
        lists.learns("没有登记处的同学");
        JsonNode before = lists.awaitPersonal("没有登记处的同学", "");
        // When
        stack.servers().registry().kill();
        try {
            String position = scene.buyCourse("没有登记处的同学", "yoga", "without-registry");
            // Then
            lists.awaitPersonal("没有登记处的同学", position);
            lists.assertGoOn("没有登记处的同学", before, OUTAGE);
        } finally {
            stack.servers().registry().restart();
        }
    }

    @Test
    void answers_campaignServiceAway_goOnAndFollowEvents() throws IOException {
        // Given
        lists.learns("没有活动的同学");
        JsonNode before = lists.awaitPersonal("没有活动的同学", "");
        // When
        stack.campaign().kill();
        try {
            String position = scene.buyCourse("没有活动的同学", "yoga", "without-campaigns");
            // Then
            lists.awaitPersonal("没有活动的同学", position);
            lists.assertGoOn("没有活动的同学", before, OUTAGE);
        } finally {
            stack.campaign().start();
            stack.campaign().awaitReady();
        }
    }

    @Test
    void answers_recordsThatNobodyCanRead_goOnAndFollowEvents() throws IOException {
        // Given
        lists.learns("读不懂的同学");
        JsonNode before = lists.awaitPersonal("读不懂的同学", "");
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
        lists.awaitPersonal("读不懂的同学", position);
        lists.assertGoOn("读不懂的同学", before, OUTAGE);
    }
}
