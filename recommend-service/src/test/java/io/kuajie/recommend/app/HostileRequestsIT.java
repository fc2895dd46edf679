package io.kuajie.recommend.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.TestKeys;
import io.kuajie.testkit.TestTopics;
import io.kuajie.topics.TopicCatalog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever is sent, the answer comes while its client waits and is never an error of the service. */
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class HostileRequestsIT {
    /** The client's patience: an answer that takes longer is none. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final RestAssuredConfig PATIENT = RestAssuredConfig.config()
            .httpClient(HttpClientConfig.httpClientConfig()
                    .setParam("http.socket.timeout", Math.toIntExact(PATIENCE.toMillis())));

    private static final int ROUNDS = 200;
    private static final int ITEMS = 100;
    private static final List<String> PATHS = List.of("/v1/recommendations", "/v1/rank");

    private static final List<String> ADDRESSES = List.of(
            "/v1/recommendations?domain=toys&count=5&filter=item.price%20%3E%201&boost=item.price&surface=home",
            "/v1/recommendations?domain=toys&pin=blossom:hostile-1&exclude=blossom:hostile-2&locale=en&personalised=false",
            "/v1/items/blossom:hostile-1/related?count=5",
            "/v1/popular?domain=toys&count=5&category=figures",
            "/v1/trending?domain=toys&count=5");
    private static final List<String> SPLINTERS = List.of(
            "%",
            "%zz",
            "%00",
            "%ff",
            "%ed%a0%80",
            "%c0%af",
            ";",
            "&&",
            "=",
            "[",
            "]",
            "{",
            "}",
            "|",
            "\\",
            "\"",
            "<",
            "#",
            "?",
            "//",
            "/../",
            "面霜",
            "\uD83D\uDE00",
            "9".repeat(400),
            "-1",
            "1e99",
            "NaN",
            "null",
            "a".repeat(5000),
            "&count=",
            "&domain=",
            "&filter=%28%28",
            "+",
            "%20",
            "*",
            "'");

    @Nullable
    TestTopics topics;

    /** Items for the expressions to run over. */
    @BeforeEach
    void listItems() {
        for (int i = 0; i < ITEMS; i++) {
            String key = "blossom:hostile-" + i;
            Objects.requireNonNull(topics)
                    .send(
                            TopicCatalog.CATALOG_ITEMS,
                            key,
                            Records.item(key, "toys", "面霜" + i, "Cream " + i, "figures"));
        }
        await().atMost(PATIENCE)
                .until(() -> given().auth()
                                .preemptive()
                                .basic(TestKeys.ACADEMY_STOREFRONT_KEY, "")
                                .get("/v1/popular?domain=toys")
                                .statusCode()
                        == 200);
    }

    @Test
    void post_expressionsThatTryToRunLong_endAndAreRefusedOrAnswered() {
        String numbers = "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20]";
        for (String filter : List.of(
                nested(numbers, 6),
                "item.title.matches('(a+)+b')",
                "item.title.matches('" + "(x{1000}){1000}" + "')",
                "(".repeat(1500) + ")".repeat(400),
                "!".repeat(1900) + "true",
                "1/0 == 1",
                "item.nothing == 1",
                "item.price <= " + "9".repeat(400),
                "\u0000\uD800",
                "item.tags.map(t, item.tags.map(u, t + u)).size() > 0")) {
            assertAnswered("/v1/recommendations", body("filter", filter));
            assertAnswered("/v1/recommendations", body("boost", filter));
        }
    }

    @Test
    void post_hugeListsAndStrangeValues_areRefusedOrAnswered() {
        String many = "\"x\",".repeat(20_000) + "\"x\"";
        for (String body : List.of(
                "{\"domain\":\"toys\",\"items\":[" + many + "]}",
                "{\"domain\":\"toys\",\"exclude\":[" + many + "]}",
                "{\"domain\":\"toys\",\"items\":[null,\"\",\":\",\"a:b:c\",\"" + "y".repeat(5000) + "\"]}",
                "{\"domain\":\"toys\",\"pins\":[" + many + "]}",
                "{\"domain\":\"toys\",\"pins\":[null,\"\",\":\",\"blossom:hostile-1\",\"" + "y".repeat(5000) + "\"]}",
                "{\"domain\":\"TOYS !\",\"count\":10}",
                "{\"domain\":\"toys\",\"count\":-1}",
                "{\"domain\":\"toys\",\"count\":1e99}",
                "{\"domain\":\"toys\",\"diversity\":\"NaN\"}",
                "{\"domain\":\"toys\",\"diversity\":7}",
                "{\"domain\":\"toys\",\"context\":{\"a\":" + "[".repeat(900) + "]".repeat(900) + "}}",
                "{\"domain\":\"toys\",\"context\":{\"a\":null,\"b\":{\"c\":[1,2.5,true]}},\"unknown\":{}}",
                "{\"domain\":\"toys\",\"user\":\"" + "u".repeat(100_000) + "\"}",
                "{\"domain\":[\"toys\"]}",
                "{\"partner\":\"no such partner\"}",
                "[]",
                "null",
                "\"text\"",
                "",
                "{")) {
            PATHS.forEach(path -> assertAnswered(path, body));
        }
    }

    @Test
    void post_randomBytesInsideARequest_areRefusedOrAnswered() {
        SplittableRandom random = new SplittableRandom(20_260_301);
        String sane =
                "{\"domain\":\"toys\",\"user\":\"u\",\"count\":5,\"filter\":\"item.price > 1\",\"items\":[\"a\"]}";
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder body = new StringBuilder(sane);
            for (int change = 0; change <= random.nextInt(4); change++) {
                int at = random.nextInt(body.length());
                switch (random.nextInt(3)) {
                    case 0 -> body.setCharAt(at, (char) random.nextInt(1, 0x3000));
                    case 1 -> body.deleteCharAt(at);
                    default -> body.insert(at, sane, 0, random.nextInt(sane.length()));
                }
            }
            assertAnswered(PATHS.get(round % 2), body.toString());
        }
    }

    @Test
    void get_brokenAddressesAndHeaders_areRefusedOrAnswered() throws IOException {
        SplittableRandom random = new SplittableRandom(20_260_302);
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder target = new StringBuilder(ADDRESSES.get(round % ADDRESSES.size()));
            for (int change = 0; change <= random.nextInt(4); change++) {
                // The path's first letters stay, so that it is still this service's address.
                int at = random.nextInt(4, target.length());
                String splinter = SPLINTERS.get(random.nextInt(SPLINTERS.size()));
                if (random.nextBoolean()) {
                    target.insert(at, splinter);
                } else {
                    target.replace(at, Math.min(target.length(), at + 1 + random.nextInt(6)), splinter);
                }
            }
            String user = SPLINTERS.get(random.nextInt(SPLINTERS.size()));
            assertThat(statusOf(target.toString(), user))
                    .as("%s for %s", target.substring(0, Math.min(200, target.length())), user)
                    .isBetween(200, 499);
        }
    }

    /** Sends an address as it is, which clients would refuse to. */
    private static int statusOf(String target, String user) throws IOException {
        String request =
                "GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nKuajie-User: %s\r\nConnection: close\r\n\r\n"
                        .formatted(target, TestKeys.ACADEMY_STOREFRONT_KEY, user);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            String status = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            assertThat(status).as(target).startsWith("HTTP/1.");
            return Integer.parseInt(status.split(" ")[1]);
        }
    }

    private static void assertAnswered(String path, String body) {
        Response response = given().config(PATIENT)
                .auth()
                .preemptive()
                .basic(TestKeys.ACADEMY_STOREFRONT_KEY, "")
                .contentType("application/json; charset=UTF-8")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post(path);
        String told = "%s %s".formatted(path, body.substring(0, Math.min(200, body.length())));
        assertThat(response.statusCode()).as(told).isLessThan(500);
    }

    private static String body(String field, String text) {
        StringBuilder escaped = new StringBuilder();
        for (char letter : text.toCharArray()) {
            escaped.append("\\u%04x".formatted((int) letter));
        }
        return "{\"domain\":\"toys\",\"%s\":\"%s\"}".formatted(field, escaped);
    }

    private static String nested(String numbers, int depth) {
        List<String> parts = new ArrayList<>();
        for (int level = 0; level < depth; level++) {
            parts.add("%s.all(x%d, ".formatted(numbers, level));
        }
        return String.join("", parts) + "true" + ")".repeat(depth);
    }
}
