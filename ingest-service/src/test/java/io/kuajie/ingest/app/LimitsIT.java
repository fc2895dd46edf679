package io.kuajie.ingest.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.testkit.PlatformResource;
import io.kuajie.testkit.TestKeys;
import io.kuajie.testkit.TestNames;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What is more than the door takes at once is asked for later, and what has left makes room again. */
@QuarkusTest
@WithTestResource(PlatformResource.class)
@WithTestResource(PartnerRules.class)
final class LimitsIT extends DoorInProcess {
    private static final int ALL = PartnerRules.IN_FLIGHT;
    private static final int SHARE = ALL / 2;
    private static final int SENDERS = 6;
    /** Nearly always the first shows what is to be seen: a batch is on its way for ten milliseconds or more. */
    private static final int MOST_ROUNDS = 100;

    @Test
    void partner_withMoreThanItsShareOnTheWay_isAskedForLaterAndOthersAreTaken() throws IOException {
        // Given
        List<String> refused = new ArrayList<>();
        for (int round = 0; round < MOST_ROUNDS && refused.isEmpty(); round++) {
            // When
            List<RawConnection> crowd = requests(TestKeys.ACADEMY_WRITE_KEY, SENDERS, SHARE);
            List<RawConnection> other = requests(PartnerRules.MEADOW_WRITE_KEY, 1, SHARE);
            // Then
            assertThat(answers(other)).allMatch(answer -> answer.startsWith("HTTP/1.1 200"));
            refused.addAll(refusals(answers(crowd)));
        }
        assertThat(refused).isNotEmpty().allMatch(LimitsIT::asksToComeLater);
        assertThat(answers(requests(TestKeys.ACADEMY_WRITE_KEY, 1, SHARE))).allMatch(LimitsIT::isTaken);
    }

    @Test
    void door_withAllOnTheWay_asksEverybodyToComeLaterUntilTheyHaveArrived() throws IOException {
        // Given
        List<String> refused = new ArrayList<>();
        for (int round = 0; round < MOST_ROUNDS && refused.isEmpty(); round++) {
            // When: neither is refused for its share, for it has nothing else on the way
            List<RawConnection> both = requests(TestKeys.ACADEMY_WRITE_KEY, 1, ALL);
            both.addAll(requests(PartnerRules.MEADOW_WRITE_KEY, 1, 1));
            refused.addAll(refusals(answers(both)));
        }
        // Then
        assertThat(refused).isNotEmpty().allMatch(LimitsIT::asksToComeLater);
        assertThat(answers(requests(TestKeys.ACADEMY_WRITE_KEY, 1, ALL))).allMatch(LimitsIT::isTaken);
        assertThat(gauge("kuajie_door_in_flight")).isZero();
        assertThat(gauge("kuajie_door_in_flight_limit")).isEqualTo(ALL);
    }

    @Test
    void bodies_beyondTheRoom_areAskedForLaterAndThoseWithinAreTaken() throws IOException {
        // Given: all the room is taken by bodies that lack their last byte
        int most = PartnerRules.BODY_BYTES / PartnerRules.LARGEST_BATCH;
        List<RawConnection> within = new ArrayList<>();
        for (int n = 0; n < most; n++) {
            String body = batch(1);
            within.add(new RawConnection()
                    .head(TestKeys.ACADEMY_WRITE_KEY, PartnerRules.LARGEST_BATCH, "")
                    .send(" ".repeat(PartnerRules.LARGEST_BATCH - body.length()))
                    .send(body.substring(0, body.length() - 1)));
        }
        // When
        Awaitility.await()
                .until(() -> academy().body(batch(1)).post("/v1/batch").statusCode() == 503);
        // Then
        assertThat(new RawConnection()
                        .request(TestKeys.ACADEMY_WRITE_KEY, batch(1))
                        .answer())
                .startsWith("HTTP/1.1 503")
                .containsIgnoringCase("retry-after: ");
        for (RawConnection connection : within) {
            connection.send("}");
        }
        assertThat(answers(within)).hasSize(most).allMatch(LimitsIT::isTaken);
        academy().body(batch(1)).post("/v1/batch").then().statusCode(200);
    }

    private static List<RawConnection> requests(String key, int requests, int events) throws IOException {
        List<RawConnection> connections = new ArrayList<>();
        for (int n = 0; n < requests; n++) {
            connections.add(new RawConnection().request(key, batch(events)));
        }
        return connections;
    }

    private static List<String> answers(List<RawConnection> connections) throws IOException {
        List<String> answers = new ArrayList<>();
        for (RawConnection connection : connections) {
            answers.add(connection.answer());
            connection.close();
        }
        return answers;
    }

    private static List<String> refusals(List<String> answers) {
        return answers.stream().filter(answer -> !isTaken(answer)).toList();
    }

    private static boolean isTaken(String answer) {
        return answer.startsWith("HTTP/1.1 200");
    }

    private static boolean asksToComeLater(String answer) {
        return answer.startsWith("HTTP/1.1 429")
                && answer.toLowerCase(java.util.Locale.ROOT).contains("retry-after: ");
    }

    private static double gauge(String name) {
        return plain().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static String batch(int events) {
        String run = TestNames.fresh();
        return IntStream.range(0, events)
                .mapToObj(n -> viewed(run + "-" + n, "u-limits-" + n, "java"))
                .collect(Collectors.joining(",", "{\"batch\":[", "]}"));
    }
}
