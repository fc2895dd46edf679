package io.kuajie.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** What recommend-service answers to people it knows, while something fails. */
final class PersonalLists {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Scene scene;

    PersonalLists(Scene scene) {
        this.scene = scene;
    }

    void learns(String user) throws IOException {
        scene.consent(user);
        scene.buyCourse(user, "makeup", "m-" + user);
    }

    /** @param position of an event that it reflects; empty for any */
    JsonNode awaitPersonal(String user, String position) {
        return await().atMost(PATIENCE)
                .until(
                        () -> scene.recommend(user),
                        answer -> answer.path("fallback").asText().equals("none")
                                && (position.isEmpty()
                                        || answer.path("asOf").asText().contains(position)));
    }

    /** Every answer is 200, a personal list as long as before, for so long. */
    void assertGoOn(String user, JsonNode before, Duration howLong) {
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
