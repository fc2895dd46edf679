package io.kuajie.profile.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.testkit.TestPlatform;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Instances of one service that share the work, some of them away at times. */
final class Instances implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** Looks at everybody rest much longer than they take, so a first one on a busy machine delays the next. */
    private static final Duration LOOKS = Duration.ofMinutes(4);

    private final ProfileRig rig;
    private final Map<String, ServiceProcess> known = new TreeMap<>();
    private final SortedMap<String, ServiceProcess> present = new TreeMap<>();

    Instances(ProfileRig rig) {
        this.rig = rig;
    }

    /** Starts them at the same time, without waiting. */
    void start(List<String> names) {
        for (String name : names) {
            ServiceProcess before = known.get(name);
            if (before == null) {
                known.put(name, rig.start(name));
            } else {
                before.start();
            }
            present.put(name, of(name));
        }
    }

    void stop(String name) {
        of(name).stop();
        present.remove(name);
    }

    void kill(String name) {
        of(name).kill();
        present.remove(name);
    }

    /** Takes the local state away from one that is not there. */
    void wipe(String name) {
        of(name).wipe();
    }

    List<String> present() {
        return List.copyOf(present.keySet());
    }

    /** Those of the present that own a partition, which others may only have copies of. */
    List<String> owners() {
        return present.keySet().stream().filter(name -> isOwner(of(name))).toList();
    }

    /** Of each partition the owner comes first. */
    private static boolean isOwner(ServiceProcess service) {
        Map<Integer, String> ownerByPartition = new TreeMap<>();
        service.json("/v1/copies")
                .path("holders")
                .forEach(holding -> ownerByPartition.putIfAbsent(
                        holding.path("partition").asInt(), holding.path("at").asText()));
        return ownerByPartition.containsValue("here");
    }

    ServiceProcess of(String name) {
        return Objects.requireNonNull(known.get(name));
    }

    /** All are ready, know of each other and of nobody else, and hold every partition twice. */
    void awaitStable() {
        present.values().forEach(ServiceProcess::awaitReady);
        await().atMost(PATIENCE).untilAsserted(this::assertEveryPartitionIsHeldTwice);
    }

    /** What an operator waits for before the next instance is stopped. */
    private void assertEveryPartitionIsHeldTwice() {
        for (ServiceProcess service : present.values()) {
            JsonNode seen = service.json("/v1/copies");
            assertThat(seen.path("partitions").asInt()).isEqualTo(TestPlatform.PARTITIONS);
            assertThat(seen.path("instances").asInt()).isEqualTo(present.size());
            assertThat(seen.path("uncovered")).isEmpty();
            assertThat(seen.path("needingThis")).isEmpty();
            assertThat(seen.path("holders")).hasSizeGreaterThanOrEqualTo(2 * TestPlatform.PARTITIONS);
        }
    }

    /** Each answers for everybody without the help of copies. */
    void awaitOwners() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            for (ServiceProcess service : present.values()) {
                for (String person : rig.profiles().keySet()) {
                    HttpResponse<String> reply = ask(service, person);
                    // Links move people while they are asked for.
                    assertThat(reply.statusCode()).isIn(200, 404);
                    assertThat(reply.headers().firstValue(Asked.STALE)).isEmpty();
                }
            }
        });
    }

    /** What all show is what was told, and it is the naive fold. */
    void awaitProved() {
        await().atMost(PATIENCE).untilAsserted(rig::assertProfilesAreAsTheyShould);
        await().atMost(LOOKS).untilAsserted(this::assertAllAnswerAlike);
    }

    private void assertAllAnswerAlike() throws IOException {
        Map<String, String> expected = rig.asOfByPerson();
        Set<JsonNode> alike = new HashSet<>();
        Set<Integer> populations = new HashSet<>();
        Set<String> models = new HashSet<>();
        for (ServiceProcess service : present.values()) {
            rig.assertShownIsWhatWasTold(service);
            rig.assertPortraitsAreAsTheyShould(service);
            for (String person : expected.keySet()) {
                HttpResponse<String> reply = ask(service, person);
                assertThat(reply.statusCode()).isEqualTo(200);
                assertThat(reply.headers().firstValue(Asked.STALE)).isEmpty();
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

    static HttpResponse<String> ask(ServiceProcess service, String person) throws IOException {
        return service.get("/v1/profiles/" + person);
    }

    @Override
    public void close() {
        known.values().forEach(ServiceProcess::close);
    }
}
