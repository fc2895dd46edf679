package io.kuajie.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.local.LocalStack;
import io.kuajie.local.Service;
import io.kuajie.local.ServiceProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** People spread over two instances of recommend-service: any answers for all, one that is away takes nobody's list. */
@Tag("embedded")
@EnabledOnOs(value = OS.LINUX, disabledReason = "Elsewhere only 127.0.0.1 is the machine itself.")
@ExtendWith(SharedStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShardsE2EIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** The last digit is the shard's number; all of 127.0.0.0/8 is this machine. */
    private static final String ADDRESS = "http://127.0.0.1%s:%d";

    private static final int SHARDS = 2;
    private static final int ALONE = 12;
    /** Of the scene, each known at both partners: their profiles stand under one of two names. */
    private static final int LINKED = 12;

    private final List<ServiceProcess> instances = new ArrayList<>();
    private final List<String> users = new ArrayList<>();
    private Scene scene;

    @BeforeAll
    void start(SharedStack.Running shared) throws IOException, InterruptedException {
        LocalStack stack = shared.toBeKilled();
        scene = shared.scene();
        for (int user = 0; user < ALONE; user++) {
            String name = "分开住的同学" + user;
            scene.consent(name);
            scene.buyCourse(name, "makeup", "sharded-" + user);
            users.add(name);
        }
        IntStream.range(0, LINKED).forEach(user -> users.add("school-" + user));
        int port = freePort();
        for (int shard = 0; shard < SHARDS; shard++) {
            instances.add(stack.another(
                    Service.RECOMMEND,
                    "recommend-" + shard,
                    URI.create(ADDRESS.formatted(shard, port)),
                    Map.of(
                            "kuajie.recommend.shards",
                            Integer.toString(SHARDS),
                            "kuajie.recommend.shard",
                            Integer.toString(shard),
                            "kuajie.recommend.shard-address",
                            ADDRESS.formatted("{shard}", port),
                            // Slow machines are not what is tested.
                            "kuajie.recommend.deadline",
                            "10s")));
        }
        instances.forEach(ServiceProcess::start);
        instances.forEach(ServiceProcess::awaitReady);
    }

    @AfterAll
    void stop() {
        instances.forEach(ServiceProcess::stop);
    }

    @Test
    void lists_ofPeopleSpreadOverInstances_areTheSameByAnyInstance() throws IOException {
        // When
        awaitPersonalEverywhere();

        // Then
        for (String user : users) {
            await().atMost(PATIENCE).untilAsserted(() -> {
                JsonNode first = list(0, user);
                JsonNode second = list(1, user);
                assertThat(second.path("asOf")).as(user).isEqualTo(first.path("asOf"));
                assertThat(second.path("items")).as(user).isEqualTo(first.path("items"));
            });
        }
        assertThat(count(0, "kuajie_recommend_people")).isPositive();
        assertThat(count(1, "kuajie_recommend_people")).isPositive();
        assertThat(count(0, "kuajie_recommend_people") + count(1, "kuajie_recommend_people"))
                .isGreaterThanOrEqualTo(ALONE + LINKED);
        for (int shard = 0; shard < SHARDS; shard++) {
            assertThat(count(shard, "kuajie_recommend_passed_on_total\\{[^}]*outcome=\"answered\"[^}]*}"))
                    .isPositive();
        }
    }

    @Test
    void lists_ofPeopleWhoseInstanceIsKilled_areMadeWithoutThemUntilItIsBack() throws IOException {
        // Given
        awaitPersonalEverywhere();

        // When
        instances.get(1).kill();

        // Then
        int known = 0;
        for (String user : users) {
            JsonNode list = list(0, user);
            assertThat(list.path("items")).as(user).isNotEmpty();
            known += isOfThePerson(list) ? 1 : 0;
        }
        assertThat(known).isBetween(1, users.size() - 1);

        // When
        instances.get(1).start();
        instances.get(1).awaitReady();

        // Then
        awaitPersonalEverywhere();
    }

    private void awaitPersonalEverywhere() {
        for (int shard = 0; shard < SHARDS; shard++) {
            for (String user : users) {
                int asked = shard;
                await().atMost(PATIENCE).untilAsserted(() -> {
                    JsonNode list = list(asked, user);
                    assertThat(isOfThePerson(list))
                            .as("%s at %d: %s, after %s", user, asked, list, passedOn(asked))
                            .isTrue();
                });
            }
        }
    }

    /** Whether it goes up to events of the person, rather than up to records of anybody. */
    private static boolean isOfThePerson(JsonNode list) {
        return list.path("asOf").asText().matches("[0-9]+@[0-9]+(,[0-9]+@[0-9]+)*");
    }

    private JsonNode list(int shard, String user) throws IOException {
        return scene.ask(instances.get(shard).base(), user).expect(200).body();
    }

    private double count(int shard, String metric) throws IOException {
        Matcher line = Pattern.compile("(?m)^" + metric + " ([0-9.E]+)$").matcher(metrics(shard));
        return line.find() ? Double.parseDouble(line.group(1)) : 0;
    }

    private List<String> passedOn(int shard) throws IOException {
        return metrics(shard)
                .lines()
                .filter(line ->
                        line.startsWith("kuajie_recommend_passed_on") || line.startsWith("kuajie_recommend_people"))
                .toList();
    }

    private String metrics(int shard) throws IOException {
        try (InputStream body =
                instances.get(shard).base().resolve("/q/metrics").toURL().openStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.10"))) {
            return socket.getLocalPort();
        }
    }
}
