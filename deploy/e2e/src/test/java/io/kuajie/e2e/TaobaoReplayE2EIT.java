package io.kuajie.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.events.RejectedBehavior;
import io.kuajie.local.LocalStack;
import io.kuajie.local.Partner;
import io.kuajie.local.Service;
import io.kuajie.testkit.TestTopics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two hours of a real storefront, seven years old, with a cut last line. Runs where the file is, in a folder {@code shared}
 * beside the project or where {@code kuajie.taobao} says, and is skipped elsewhere: the data may not be shipped.
 */
@Tag("embedded")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TaobaoReplayE2EIT {
    private static final String IMPORT = "taobao";
    private static final Partner SHOP = Partner.BLOSSOM;
    private static final long AT_FULL_SPEED = 1L << 40;

    private final Path root = Path.of(System.getProperty("kuajie.root"));
    private final Path path = Path.of(System.getProperty(
            "kuajie.taobao",
            root.resolveSibling("shared")
                    .resolve("data/taobao/UserBehavior.csv")
                    .toString()));

    @BeforeAll
    void needData() {
        assumeTrue(Files.exists(path), "no file " + path.getFileName() + " here");
    }

    @Test
    void replay_ofTheWholeFile_countsEveryLineOnceAndForever(@TempDir Path data) {
        BehaviorFile file = BehaviorFile.read(path);
        LocalStack.Settings settings = LocalStack.Settings.isolated(root, data);

        TreeMap<String, String> first = firstReplayAndRerun(settings, file);
        TreeMap<String, String> aWeekLater = rerun(settings.with(Service.INGEST, "kuajie.clock.offset", "168h")
                .with(Service.PROFILE, "kuajie.clock.offset", "168h"));

        assertThat(aWeekLater).isEqualTo(first);
    }

    private TreeMap<String, String> firstReplayAndRerun(LocalStack.Settings settings, BehaviorFile file) {
        try (LocalStack stack = LocalStack.start(settings, message -> {})) {
            StackClient client = new StackClient(stack);
            try (TestTopics topics = client.topics()) {
                JsonNode report = client.importUntilComplete(SHOP, path, IMPORT, AT_FULL_SPEED, new AtomicLong());
                assertThat(report.path("accepted").asLong())
                        .isEqualTo(file.lines().size());
                assertThat(report.path("lines").asLong()).isEqualTo(file.lines().size() + 1);
                Outcomes outcomes = client.outcomes(topics, IMPORT);
                outcomes.assertOneOutcomeEach(file.lines());
                assertCutLineIsRejected(outcomes, file);
                assertProfilesEqualFile(client, topics, file);
                TreeMap<String, String> settled = settle(topics);
                JsonNode again = client.importUntilComplete(SHOP, path, IMPORT, AT_FULL_SPEED, new AtomicLong());
                assertThat(again.path("alreadyImported").asBoolean()).isTrue();
                assertThat(settle(topics)).isEqualTo(settled);
                return settled;
            }
        }
    }

    private TreeMap<String, String> rerun(LocalStack.Settings settings) {
        try (LocalStack stack = LocalStack.start(settings, message -> {})) {
            StackClient client = new StackClient(stack);
            JsonNode again = client.importUntilComplete(SHOP, path, IMPORT, AT_FULL_SPEED, new AtomicLong());
            assertThat(again.path("alreadyImported").asBoolean()).isTrue();
            try (TestTopics topics = client.topics()) {
                return settle(topics);
            }
        }
    }

    private static void assertCutLineIsRejected(Outcomes outcomes, BehaviorFile file) {
        long last = file.lines().size() + 1L;
        assertThat(outcomes.refusedByLine).containsOnlyKeys(last);
        assertThat(outcomes.refusedByLine.values())
                .extracting(RejectedBehavior::getCode)
                .containsExactly("truncated");
    }

    private static void assertProfilesEqualFile(StackClient client, TestTopics topics, BehaviorFile file) {
        Pseudonyms pseudonyms = client.pseudonyms(SHOP);
        Map<String, ProfileOracle.Expected> expected = new HashMap<>();
        ProfileOracle.fold(file.lines()).forEach((user, profile) -> expected.put(pseudonyms.leafOf(user), profile));
        Profiles profiles =
                client.profiles(topics, expected.keySet(), file.lines().size());
        profiles.assertEquals(expected);
        assertThat(totals(profiles)).isEqualTo(totals(file.lines()));
    }

    /** What every person's counts and masses are, once nothing changes any more; labels may move and are left out. */
    private static TreeMap<String, String> settle(TestTopics topics) {
        TreeMap<String, String> counts = new TreeMap<>();
        Profiles.of(topics)
                .byPerson()
                .forEach((person, profile) ->
                        counts.put(person, new TreeMap<>(profile.getCounts()) + " " + profile.getDimensions()));
        return counts;
    }

    private static Map<String, Long> totals(Profiles profiles) {
        Map<String, Long> totals = new TreeMap<>();
        profiles.byPerson()
                .values()
                .forEach(profile ->
                        profile.getCounts().forEach((action, count) -> totals.merge(action, count, Long::sum)));
        return totals;
    }

    private static Map<String, Long> totals(List<BehaviorFile.Line> lines) {
        Map<String, Long> totals = new TreeMap<>();
        lines.forEach(line -> totals.merge(line.action(), 1L, Long::sum));
        return totals;
    }
}
