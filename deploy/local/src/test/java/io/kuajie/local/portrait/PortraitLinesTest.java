package io.kuajie.local.portrait;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PortraitLinesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void portrait_ofABuyer_tellsAllThatIsKnown() throws JsonProcessingException {
        // When
        List<String> lines = PortraitLines.of(JSON.readTree("""
                {"person":"academy:a","cluster":{"id":"c2","titles":{"en":"hair, mostly learn","zh-CN":"美发，以学习为主"}},
                 "leaves":[{"partner":"academy","events":1041},{"partner":"blossom","events":2}]}"""), JSON.readTree("""
                {"person":"academy:a","stage":"buyer","rfm":{"recency":4,"frequency":3,"monetary":5},
                 "spend":[{"amount":{"minorUnits":39800,"currency":"CNY"},"percentile":0.83}],
                 "priceSensitivity":0.27,"rating":4.5,"tone":0.62,
                 "declared":[{"trait":"gender","value":"female","titles":{"en":"female","zh-CN":"女"}},
                  {"trait":"region","value":"CN-GD","titles":{"en":"Guangdong","zh-CN":"广东"}}],
                 "interests":[{"domain":"course","category":"hair","share":0.6},{"domain":"beauty","category":"","share":0.3}],
                 "hours":[0,1,8,4],"weekdays":[2,0,2],"next":[{"action":"learn","probability":0.44}],
                 "propensities":{"days":14,"buy":0.12,"churn":0.4,
                  "tastes":[{"domain":"course","category":"hair","buy":0.09}],"people":900}}"""), "zh-CN");

        // Then
        assertThat(lines)
                .containsExactly(
                        "person     academy:a",
                        "stage      buyer",
                        "group      美发，以学习为主 (c2)",
                        "seen       1,041 events at academy, 2 events at blossom",
                        "declared   女, 广东",
                        "spend      CNY 398.00, more than 83 % of buyers",
                        "scores     recency 4, frequency 3, money 5 of 5",
                        "prices     buys 27 % cheaper than what is looked at",
                        "ratings    4.5 stars",
                        "tone       +0.62 of -1 to 1",
                        "interests  course · hair                " + "█".repeat(30) + " 60 %",
                        "           beauty                       " + "█".repeat(15) + " 30 %",
                        "next       learn                        " + "█".repeat(30) + " 44 %",
                        "outlook    within 14 days: buys 12 %, is not seen 40 %",
                        "buys of    course · hair                " + "█".repeat(30) + " 9 %",
                        "hours       ▁█▄  from 0 to 23",
                        "weekdays   █ █  from Monday");
    }

    @Test
    void portrait_amongFewPeople_namesTheGroupAndLeavesOutWhatIsTakenAmongOthers() throws JsonProcessingException {
        // When
        List<String> lines = PortraitLines.of(
                JSON.readTree("{\"person\":\"academy:a\",\"cluster\":{\"id\":\"c2\",\"fewerThan\":20},\"leaves\":[]}"),
                JSON.readTree("""
                {"person":"academy:a","stage":"buyer","spend":[{"amount":{"minorUnits":100,"currency":"CNY"}}],
                 "interests":[],"hours":[1],"weekdays":[1]}"""),
                "en");

        // Then
        assertThat(lines)
                .contains("group      c2, of fewer than 20 people", "spend      CNY 1.00")
                .noneMatch(line -> line.startsWith("scores") || line.startsWith("next"));
    }

    @Test
    void portrait_ofSomebodyNew_leavesOutWhatIsUnknown() throws JsonProcessingException {
        // When
        List<String> lines = PortraitLines.of(
                JSON.readTree("{\"person\":\"academy:a\",\"leaves\":[{\"partner\":\"academy\",\"events\":1}]}"),
                JSON.readTree("""
                {"person":"academy:a","stage":"new","rfm":{"recency":0,"frequency":0,"monetary":0},"spend":[],
                 "interests":[],"hours":[0,0],"weekdays":[0],"next":[]}"""),
                "en");

        // Then
        assertThat(lines)
                .containsExactly(
                        "person     academy:a",
                        "stage      new",
                        "group      none yet",
                        "seen       1 event at academy",
                        "hours        " + "  from 0 to 23",
                        "weekdays    " + "  from Monday");
    }
}
