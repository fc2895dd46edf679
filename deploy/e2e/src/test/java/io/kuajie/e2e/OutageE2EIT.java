package io.kuajie.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.local.LocalStack;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The broker stays away for a minute. Meanwhile the door asks senders to come later, and recommendations go on from what is known;
 * afterwards every acknowledged message is clean once, and recommendations follow events again.
 */
@Tag("embedded")
@ExtendWith(SharedStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutageE2EIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration OUTAGE = Duration.ofSeconds(60);
    private static final String STALE = "Kuajie-Stale-Since";
    private static final String RUN = "outage";
    private static final String USER = "停电时的同学";

    private LocalStack stack;
    private StackClient client;
    private Scene scene;
    private PersonalLists lists;

    @BeforeAll
    void use(SharedStack.Running shared) throws InterruptedException {
        stack = shared.toBeKilled();
        client = shared.client();
        scene = shared.scene();
        lists = new PersonalLists(scene);
    }

    @Test
    void broker_awayForAMinute_losesNothingAndStopsNoAnswers() throws Exception {
        // Given
        lists.learns(USER);
        JsonNode before = lists.awaitPersonal(USER, "");
        Ledger ledger;
        // When
        try (LedgerSender sender = client.sender(RUN)) {
            ledger = sender.ledger;
            sender.awaitMore(200);
            stack.servers().kafka().kill();
            try {
                Instant end = Instant.now().plus(OUTAGE);
                var door = CompletableFuture.runAsync(() -> assertAskedForLaterUntil(end));
                lists.assertGoOn(USER, before, OUTAGE);
                door.join();
                assertRequestsGoOnToComeToTheDoor();
                assertThat(scene.ask(USER).headers()).containsKey(STALE);
            } finally {
                stack.servers().kafka().restart();
            }
            sender.awaitMore(200);
        }
        // Then
        client.outcomes(RUN).assertAs(ledger);
        assertListsFollowEventsAgain();
    }

    private void assertAskedForLaterUntil(Instant end) {
        await().atMost(OUTAGE.plus(PATIENCE))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    client.assertAskedForLater();
                    return !Instant.now().isBefore(end);
                });
    }

    /** Where they are told when to come again. */
    private void assertRequestsGoOnToComeToTheDoor() throws IOException {
        assertThat(client.edge.status(stack.ingest().base(), "/q/health/ready")).isEqualTo(200);
        assertThat(client.edge.status(stack.ingest().base(), "/q/health/live")).isEqualTo(200);
        assertThat(client.edge.status(stack.ingest().base(), "/q/health/well")).isEqualTo(503);
    }

    private void assertListsFollowEventsAgain() throws IOException {
        String position = scene.buyCourse(USER, "yoga", "after-outage");
        lists.awaitPersonal(USER, position);
        await().atMost(PATIENCE).until(() -> !scene.ask(USER).headers().containsKey(STALE));
    }
}
