package io.kuajie.profile.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.kernel.LeafKey;
import io.kuajie.profile.topology.Step;
import io.kuajie.testkit.TestPlatform;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Packaged services share the work as processes of their own: each answers for all people, a killed one is answered for by copies,
 * and a rolling restart under load loses nothing.
 */
class ProfileInstancesIT {
    private static final Logger LOG = Logger.getLogger(ProfileInstancesIT.class);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String STALE = "Kuajie-Stale";
    /** Between questions, which would else take the processor from what restarts. */
    private static final Duration PAUSE = Duration.ofMillis(10);

    private static final int STEPS = 600;
    private static final List<LeafKey> LEAVES = IntStream.range(0, 40)
            .mapToObj(i -> LeafKey.parse((i % 2 == 0 ? "academy:u" : "blossom:u") + i))
            .toList();

    /** What came of many questions. @param refused by 503 with Retry-After */
    private record Asked(AtomicLong answered, AtomicLong stale, AtomicLong refused, AtomicLong others) {
        void count(HttpResponse<String> reply) {
            int status = reply.statusCode();
            // Links move people while they are asked for, so some are gone.
            AtomicLong kind = status == 200 || status == 404
                    ? answered
                    : status == 503 && reply.headers().firstValue("Retry-After").isPresent() ? refused : others;
            kind.incrementAndGet();
            stale.addAndGet(reply.headers().firstValue(STALE).isPresent() ? 1 : 0);
        }
    }

    private final ProfileRig rig = ProfileRig.create();
    private final Map<String, ServiceProcess> instances = new TreeMap<>();
    private final List<Step> steps = Step.random(
            new SplittableRandom(4),
            LEAVES,
            leaf -> Math.floorMod(leaf.hashCode(), TestPlatform.PARTITIONS),
            2 * STEPS);

    @AfterEach
    void close() {
        instances.values().forEach(ServiceProcess::close);
        rig.close();
    }

    @Test
    void instances_killedAndRestartedUnderLoad_goOnAnsweringAndLoseNothing() throws IOException {
        // Given
        start("a", "b");
        steps.subList(0, STEPS).forEach(rig::send);

        // Then
        await().atMost(PATIENCE).untilAsserted(rig::assertProfilesAreAsTheyShould);
        await().atMost(PATIENCE).untilAsserted(this::assertAllAnswerAlike);

        // When
        instance("a").kill();

        // Then
        assertAnswersForAll(instance("b"));

        // When
        instance("a").start();
        start("c");
        instance("a").awaitReady();
        Asked asked = restartAllUnderLoad();

        // Then
        LOG.infof("Asked during a rolling restart of three: %s", asked);
        await().atMost(PATIENCE).untilAsserted(rig::assertProfilesAreAsTheyShould);
        await().atMost(PATIENCE).untilAsserted(this::assertAllAnswerAlike);
        assertThat(asked.others()).hasValue(0);
        assertThat(asked.answered()).hasValueGreaterThan(100);
        // Copies were up to date before each restart; only somebody new may be unknown to one that lacks the latest
        // changes.
        assertThat(asked.refused().get()).isLessThan(asked.answered().get() / 10);
    }

    /** What an operator waits for before the next instance is stopped. */
    private void assertEveryPartitionIsHeldTwice() {
        for (ServiceProcess service : instances.values()) {
            JsonNode seen = service.json("/v1/copies");
            assertThat(seen.path("partitions").asInt()).isEqualTo(TestPlatform.PARTITIONS);
            assertThat(seen.path("instances").asInt()).isGreaterThan(1);
            assertThat(seen.path("uncovered")).isEmpty();
            assertThat(seen.path("needingThis")).isEmpty();
            assertThat(seen.path("holders")).hasSizeGreaterThanOrEqualTo(2 * TestPlatform.PARTITIONS);
            assertThat(seen.path("holders"))
                    .allSatisfy(holding ->
                            assertThat(holding.path("behind").asLong()).isZero());
        }
    }

    private void assertAllAnswerAlike() throws IOException {
        Map<String, String> expected = rig.asOfByPerson();
        Set<JsonNode> alike = new HashSet<>();
        Set<Integer> populations = new HashSet<>();
        Set<String> models = new HashSet<>();
        for (ServiceProcess service : instances.values()) {
            rig.assertShownIsWhatWasTold(service);
            for (String person : expected.keySet()) {
                HttpResponse<String> reply = ask(service, person);
                assertThat(reply.statusCode()).isEqualTo(200);
                assertThat(reply.headers().firstValue(STALE)).isEmpty();
            }
            String first = expected.keySet().iterator().next();
            alike.add(service.json("/v1/profiles/" + first + "/neighbours?limit=500"));
            populations.add(service.json("/v1/profiles/" + first + "/portrait")
                    .path("population")
                    .asInt());
            models.add(service.json("/v1/clusters").path("model").asText());
        }
        assertThat(populations).containsExactly(expected.size());
        assertThat(models).singleElement().asString().startsWith("kmeans-");
        assertThat(alike).singleElement().satisfies(people -> assertThat(people).hasSize(expected.size() - 1));
    }

    /** Although the group has not noticed yet that another instance is gone. */
    private void assertAnswersForAll(ServiceProcess service) throws IOException {
        long stale = 0;
        long slowest = 0;
        Map<String, String> expected = rig.asOfByPerson();
        for (Map.Entry<String, String> person : expected.entrySet()) {
            long began = System.nanoTime();
            HttpResponse<String> reply = ask(service, person.getKey());
            slowest = Math.max(slowest, System.nanoTime() - began);
            assertThat(reply.statusCode()).isEqualTo(200);
            assertThat(reply.body()).contains("\"asOf\":\"" + person.getValue() + "\"");
            stale += reply.headers().firstValue(STALE).isPresent() ? 1 : 0;
        }
        LOG.infof(
                "After a kill: %d people, %d of them by copies, the slowest in %d ms",
                expected.size(), stale, Duration.ofNanos(slowest).toMillis());
        assertThat(stale).isPositive();
        assertThat(service.get("/v1/profiles").headers().firstValue(STALE)).isPresent();
    }

    /** Asks another one while each is away, and goes on sending. */
    private Asked restartAllUnderLoad() {
        Asked asked = new Asked(new AtomicLong(), new AtomicLong(), new AtomicLong(), new AtomicLong());
        Iterator<List<Step>> parts = parts(steps.subList(STEPS, 2 * STEPS), instances.size());
        for (String name : List.copyOf(instances.keySet())) {
            await().atMost(PATIENCE).untilAsserted(this::assertEveryPartitionIsHeldTwice);
            ServiceProcess other = instance(name.equals("a") ? "b" : "a");
            AtomicBoolean isBack = new AtomicBoolean();
            List<Step> part = parts.next();
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> part.forEach(rig::send));
            CompletableFuture<Void> asking = CompletableFuture.runAsync(() -> askUntil(isBack, other, asked));
            instance(name).stop();
            instance(name).start();
            instance(name).awaitReady();
            isBack.set(true);
            asking.join();
            sending.join();
        }
        return asked;
    }

    private static Iterator<List<Step>> parts(List<Step> all, int count) {
        int size = all.size() / count;
        return IntStream.range(0, count)
                .mapToObj(i -> all.subList(i * size, (i + 1) * size))
                .iterator();
    }

    private void askUntil(AtomicBoolean isBack, ServiceProcess service, Asked asked) {
        SplittableRandom random = new SplittableRandom(7);
        while (!isBack.get()) {
            LockSupport.parkNanos(PAUSE.toNanos());
            try {
                asked.count(
                        ask(service, LEAVES.get(random.nextInt(LEAVES.size())).toString()));
            } catch (IOException e) {
                LOG.error("No reply", e);
                asked.others().incrementAndGet();
            }
        }
    }

    private static HttpResponse<String> ask(ServiceProcess service, String person) throws IOException {
        return service.get("/v1/profiles/" + person);
    }

    private void start(String... names) {
        for (String name : names) {
            instances.put(name, rig.start(name));
        }
        for (String name : names) {
            instance(name).awaitReady();
        }
    }

    private ServiceProcess instance(String name) {
        return Objects.requireNonNull(instances.get(name));
    }
}
