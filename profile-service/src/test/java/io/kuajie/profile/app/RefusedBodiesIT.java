package io.kuajie.profile.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that nothing can be made of are refused with a reason, and none of them is an error of ours. */
@QuarkusTest
@TestProfile(ServiceInProcess.QuickFits.class)
@QuarkusTestResource(PlatformResource.class)
class RefusedBodiesIT extends ServiceInProcess {
    private static final String SEGMENT = "/v1/segments/refused";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "true",
                "5",
                "\"text\"",
                "[]",
                "[null]",
                "{",
                "{}",
                "{\"condition\":null}",
                "{\"condition\":true}",
                "{\"condition\":5}",
                "{\"condition\":[]}",
                "{\"condition\":[\"true\"]}",
                "{\"condition\":{}}",
                "{\"condition\":{\"condition\":null}}",
                "{\"condition\":\"\"}",
                "{\"condition\":\"null\"}",
                "{\"condition\":\"\\u0000\"}",
                "{\"condition\":\"\\ud800\"}",
                "{\"titles\":{\"en\":\"Everybody\"}}",
                "{\"condition\":\"true\",\"titles\":{\"en\":null}}",
                "{\"condition\":\"true\",\"titles\":{\"en\":\"Everybody\",\"zh-CN\":null}}",
                "{\"condition\":\"true\",\"titles\":{\"en\":5}}",
                "{\"condition\":\"true\",\"titles\":{\"en\":true}}",
                "{\"condition\":\"true\",\"titles\":{\"en\":[]}}",
                "{\"condition\":\"true\",\"titles\":{\"en\":[null]}}",
                "{\"condition\":\"true\",\"titles\":{\"en\":{\"en\":null}}}",
                "{\"condition\":\"true\",\"titles\":{\"en\":\"\"}}",
                "{\"condition\":\"true\",\"titles\":{\"en\":\" \"}}",
                "{\"condition\":\"true\",\"titles\":{\"\":\"Everybody\"}}",
                "{\"condition\":\"true\",\"titles\":{\"null\\u0000\":\"Everybody\"}}",
                "{\"condition\":\"true\",\"titles\":[]}",
                "{\"condition\":\"true\",\"titles\":[null]}",
                "{\"condition\":\"true\",\"titles\":\"Everybody\"}",
                "{\"condition\":\"true\",\"titles\":\"\"}",
                "{\"condition\":\"true\",\"titles\":7}",
                "{\"condition\":\"true\",\"titles\":{\"en\":\"Everybody\"}",
            })
    void segment_ofABodyThatSaysNone_isRefused(String body) {
        Response answer = asOperator(body).put(SEGMENT);

        assertRefused(answer);
    }

    @Test
    void segment_withoutTitles_isTaken() {
        asOperator("{\"condition\":\"false\",\"titles\":null}")
                .put("/v1/segments/nobody")
                .then()
                .statusCode(200)
                .body("titles.size()", equalTo(0));
    }

    @Test
    void segment_withATitleOfNull_isToldWhich() {
        asOperator("{\"condition\":\"true\",\"titles\":{\"en\":\"Everybody\",\"zh-CN\":null}}")
                .put(SEGMENT)
                .then()
                .statusCode(400)
                .body("errors.field", equalTo(java.util.List.of("titles.zh-CN")));
    }

    @Test
    void segment_withTitlesBeyondBounds_isRefused() {
        String many = IntStream.range(0, 21)
                .mapToObj(n -> "\"en-%d\":\"Everybody\"".formatted(n))
                .collect(Collectors.joining(","));
        String title = "{\"condition\":\"true\",\"titles\":{\"en\":\"%s\"}}".formatted("x".repeat(201));

        assertRefused(asOperator("{\"condition\":\"true\",\"titles\":{%s}}".formatted(many))
                .put(SEGMENT));
        assertRefused(asOperator(title).put(SEGMENT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "5",
                "\"text\"",
                "[]",
                "[null]",
                "{",
                "{\"people\":[null]}",
                "{\"people\":[\"blossom:x\",null]}",
                "{\"people\":[5]}",
                "{\"people\":[[]]}",
                "{\"people\":[{}]}",
                "{\"people\":\"blossom:x\"}",
                "{\"people\":{}}",
                "{\"tolerance\":\"much\"}",
                "{\"tolerance\":\"NaN\"}",
                "{\"tolerance\":true}",
                "{\"tolerance\":[]}",
                "{\"tolerance\":1e999}",
                "{\"show\":-1}",
                "{\"show\":99999999999}",
                "{\"show\":\"all\"}",
                "{\"show\":true}",
                "{\"show\":{}}",
            })
    void recomputation_ofABodyThatSaysNothingOfTheKind_isRefused(String body) {
        Response answer = asOperator(body).post("/v1/recomputation");

        assertRefused(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "true",
                "5",
                "\"text\"",
                "[]",
                "[null]",
                "{",
                "{}",
                "{\"userId\":null}",
                "{\"userId\":null,\"anonymousId\":null}",
                "{\"userId\":\"\"}",
                "{\"userId\":[]}",
                "{\"userId\":[null]}",
                "{\"userId\":{}}",
                "{\"userId\":{\"userId\":null}}",
                "{\"anonymousId\":[\"x\"]}",
            })
    void lookup_ofABodyThatNamesNobody_isRefused(String body) {
        Response answer = as(TestKeys.BLOSSOM_WRITE_KEY)
                .urlEncodingEnabled(false)
                .contentType("application/json")
                .body(body)
                .post("/v1/profiles:lookup");

        assertRefused(answer);
    }

    private static io.restassured.specification.RequestSpecification asOperator(String body) {
        return as(TestKeys.OPERATOR_KEY).contentType("application/json").body(body);
    }

    private static void assertRefused(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(400);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getString("detail")).isNotBlank();
    }
}
