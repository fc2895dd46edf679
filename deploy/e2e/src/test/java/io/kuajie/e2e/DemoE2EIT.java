package io.kuajie.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.local.LocalStack;
import io.kuajie.local.Partner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line of the demo as a process of its own: the first of its four buys hair courses at the school, and the shop's list follows. */
@Tag("embedded")
@ExtendWith(SharedStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoE2EIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Less than buy lipstick, so that those who are not known are not shown the mask first. */
    private static final int PEOPLE = 4;

    private LocalStack stack;
    private Scene scene;
    private final List<String> coupons = new ArrayList<>();

    @BeforeAll
    void teachHair(SharedStack.Running shared) throws IOException {
        stack = shared.stack();
        scene = shared.scene();
        coupons.add(scene.runCourseCoupon());
        coupons.add(scene.runCoupon());
        await().atMost(PATIENCE).until(() -> hasOffer(scene.recommendCourses()));
        scene.post(Partner.ACADEMY, "/v1/catalog/items:batch", """
                {"items":[{"id":"hair-course-0001","kind":"course","title":"染发入门课","category":"hair-course","tags":["hair"],
                           "titles":{"zh-CN":"染发入门课","en":"Hair colouring for beginners"}}]}""");
        scene.post(Partner.BLOSSOM, "/v1/catalog/items:batch", """
                {"items":[{"id":"hair-mask","title":"修护发膜","category":"hair-care","tags":["hair"],
                           "titles":{"zh-CN":"修护发膜","en":"Repairing hair mask"},"price":{"minorUnits":8900,"currency":"CNY"}}]}""");
        for (int person = 0; person < PEOPLE; person++) {
            scene.buyAtBoth("hair-" + person, "hair-course-0001", "hair-mask");
        }
        scene.consent("学染发");
        scene.buyCourse("学染发", "hair-course-0001", "m-学染发");
        await().atMost(PATIENCE)
                .until(() -> scene.recommend("学染发"), answer -> namesTheCourse(answer) && hasOffer(answer));
    }

    /** So that other tests see their own coupons only. */
    @AfterAll
    void endCoupons() throws IOException {
        for (String coupon : coupons) {
            scene.endCampaign(coupon);
        }
    }

    private static boolean hasOffer(JsonNode answer) {
        return answer.path("items").findValue("offer") != null;
    }

    private static boolean namesTheCourse(JsonNode answer) {
        JsonNode first = answer.path("items").path(0);
        return first.path("item").asText().equals("blossom:hair-mask")
                && first.path("reason").path("text").asText().contains("染发入门课");
    }

    @ParameterizedTest
    @CsvSource({"zh-CN, 修护发膜, 染发入门课", "en, Repairing hair mask, Hair colouring for beginners"})
    void demo_onARunningStack_showsTheListChangeAndWhy(
            String locale, String product, String course, @TempDir Path folder) throws Exception {
        // When
        String output = demo(locale, folder.resolve("output"));

        // Then
        String before = between(output, "林悦, known at", "陈曦, known at");
        String after = between(output, "林悦 takes up hair styling", "陈曦 finds fragrance");
        assertThat(before).doesNotContain(course).contains("event accepted -> recommended");
        assertThat(after).contains("event accepted -> list changed");
        assertThat(after.lines().filter(line -> line.contains(course)))
                .as("what the course brings in %s", output)
                .anyMatch(line -> line.contains(product));
    }

    /** What it prints. Each of the four is shown an offer, or it would end with another code. */
    private String demo(String locale, Path output) throws IOException, InterruptedException {
        Process demo = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Xmx64m",
                        "-Dkuajie.columns=240",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.kuajie.local.cli.DemoMain",
                        "--keys",
                        stack.keys().file().toString(),
                        "--ingest",
                        stack.ingest().base().toString(),
                        "--recommend",
                        stack.recommend().base().toString(),
                        "--locale",
                        locale))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(demo.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("ended: %s", Files.readString(output))
                    .isTrue();
            assertThat(demo.exitValue())
                    .as("exit code after %s", Files.readString(output))
                    .isZero();
        } finally {
            demo.destroyForcibly();
        }
        return Files.readString(output);
    }

    private static String between(String text, String from, String to) {
        assertThat(text).containsSubsequence(from, to);
        int start = text.indexOf(from);
        return text.substring(start, text.indexOf(to, start));
    }
}
