package io.kuajie.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.local.LocalStack;
import io.kuajie.local.Partner;
import io.kuajie.testkit.TestTopics;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** What the tests do with a running stack, through its edges only. */
final class StackClient {
    private static final int SENDERS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    final LocalStack stack;
    final Edge edge = new Edge();

    StackClient(LocalStack stack) {
        this.stack = stack;
    }

    /** Begins to send at the school's door. @param run names the messages, and their origin */
    LedgerSender sender(String run) {
        return new LedgerSender(stack.ingest().base(), stack.keys().writeKey(Partner.ACADEMY), run, SENDERS);
    }

    /** The outcomes of a run, as soon as all that was sent has one. */
    Outcomes outcomes(String run) {
        try (TestTopics topics = topics()) {
            return outcomes(topics, run);
        }
    }

    /** The same with topics that are open. */
    Outcomes outcomes(TestTopics topics, String run) {
        // The lag costs little to ask for; all outcomes are read when it says that they are there.
        assertThat(stack.awaitProcessed(PATIENCE)).as("everything is processed").isTrue();
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .pollDelay(Duration.ZERO)
                .until(() -> Outcomes.of(topics, run), Outcomes::isComplete);
    }

    /** The profiles of these people, as soon as they count so many events. */
    Profiles profiles(TestTopics topics, Set<String> people, long events) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .pollDelay(Duration.ZERO)
                .until(() -> Profiles.of(topics), profiles -> profiles.events(people) == events);
    }

    /** The door says that it can't take events now, and when to come again. */
    void assertAskedForLater() throws IOException {
        Edge.Answer reply = edge.post(
                stack.ingest().base(),
                "/v1/track",
                stack.keys().writeKey(Partner.ACADEMY),
                "{\"userId\":\"u\",\"event\":\"Product Viewed\",\"messageId\":\"%s\"}".formatted(UUID.randomUUID()));
        assertThat(reply.status()).isIn(429, 503);
        assertThat(reply.headers()).containsKey("Retry-After");
    }

    TestTopics topics() {
        return new TestTopics(
                stack.servers().bootstrapServers(), stack.servers().registryUrl(), "");
    }

    Pseudonyms pseudonyms(Partner partner) {
        Properties keys = new Properties();
        try (Reader reader = Files.newBufferedReader(stack.keys().file())) {
            keys.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Pseudonyms(Base64.getDecoder().decode(keys.getProperty("pseudonym-secret")), partner.id());
    }

    /**
     * Imports a file of five columns, again and again until the door says that it is complete: what a sender does whose
     * connection breaks.
     *
     * @return the last report
     */
    JsonNode importUntilComplete(Partner partner, Path file, String name, long bytesPerSecond, AtomicLong furthest) {
        long giveUp = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        String last = "nothing yet";
        while (System.nanoTime() < giveUp) {
            try {
                var body = BodyPublishers.ofInputStream(() -> open(file, bytesPerSecond, furthest));
                Edge.Answer answer = edge.upload(
                        stack.ingest().base(),
                        "/v1/imports?format=taobao&import=" + name,
                        stack.keys().writeKey(partner),
                        body);
                if (answer.status() == 200 && answer.body().path("complete").asBoolean()) {
                    return answer.body();
                }
                last = answer.status() + " " + answer.body();
            } catch (IOException e) {
                last = e.toString();
            }
            pause();
        }
        throw new AssertionError("import %s is not complete; last: %s".formatted(name, last));
    }

    private static PacedUpload open(Path file, long bytesPerSecond, AtomicLong furthest) {
        try {
            return new PacedUpload(file, bytesPerSecond, furthest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
