package io.kuajie.profile.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kuajie.events.Erasure;
import io.kuajie.events.SegmentDefinition;
import io.kuajie.events.SegmentMembership;
import io.kuajie.kernel.Action;
import io.kuajie.kernel.LeafKey;
import io.kuajie.profile.topology.Records;
import io.kuajie.testkit.DiskSearch;
import io.kuajie.topics.TopicCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Searches the disks of service and broker for somebody who was erased. What production lets take a day or a month takes a second
 * here, and the service is restarted more often; otherwise all is as there. It needs a broker
 * whose disk can be read, and that cleans as often as its logs let it.
 */
@Tag("embedded")
class ErasureSearchIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final LeafKey FORGOTTEN = LeafKey.parse("academy:forgotten4711");
    private static final LeafKey HOST = LeafKey.parse("blossom:u0");
    private static final List<LeafKey> OTHERS =
            IntStream.range(0, 12).mapToObj(i -> LeafKey.parse("blossom:u" + i)).toList();

    private final ProfileRig rig = ProfileRig.create();
    private final DiskSearch disks = new DiskSearch(
            rig.platform().servers().bootstrapServers(), rig.platform().prefix());
    private long offset;

    @Test
    void disks_afterAnErasure_holdNothingOfThePersonButTheDemand() throws IOException {
        try (rig;
                ServiceProcess service = rig.start("erasing")) {
            // Given
            service.awaitReady();
            leaveTraces();
            service.stop();
            assertThat(found())
                    .contains("state", "behavior.clean", "profile.state", "profile.segments", "identity.links");
            Path folder = rig.platform().stateFolder();
            Path former = folder.resolveSibling(folder.getFileName() + "former");
            copy(rig.platform().stateFolder(), former);
            disks.shorten(TopicCatalog.BEHAVIOR_CLEAN.name()::equals);
            service.start();

            // When
            rig.topics().send(TopicCatalog.IDENTITY_LINKS, FORGOTTEN.toString(), null);
            rig.topics()
                    .send(
                            TopicCatalog.PRIVACY_ERASURES,
                            FORGOTTEN.toString(),
                            new Erasure(FORGOTTEN.toString(), "request-1", Instant.now()));

            // Then
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(rig.asOfByPerson().get(HOST.toString())).doesNotContain(","));
            restart(service);
            await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
                othersGoOn();
                assertThat(found()).contains("privacy.erasures").isSubsetOf("privacy.erasures", "state");
            });
            await().atMost(PATIENCE).untilAsserted(() -> {
                restart(service);
                assertThat(found()).containsExactly("privacy.erasures");
            });

            // And when: an old volume comes back, whose deletion no log tells any more
            service.stop();
            service.wipe();
            copy(former, rig.platform().stateFolder());
            age(rig.platform().stateFolder());
            assertThat(found()).contains("state");
            service.start();
            service.awaitReady();

            // Then
            assertThat(found()).containsExactly("privacy.erasures");
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /** As if it had been away for two days. */
    private static void age(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path note : paths.filter(path -> path.toString().endsWith(".up-to-date-at"))
                    .toList()) {
                Files.writeString(note, Instant.now().minus(Duration.ofDays(2)).toString());
            }
        }
    }

    /** Stores write out their memory when they are closed, and begin a new list of their files when they are opened. */
    private static void restart(ServiceProcess service) {
        service.stop();
        service.start();
        service.awaitReady();
    }

    /** Events, a link to another person and a membership, which all are told on. */
    private void leaveTraces() {
        rig.topics()
                .send(
                        TopicCatalog.PROFILE_DEFINITIONS,
                        "lookers",
                        new SegmentDefinition("lookers", "'browse' in person.counts", Map.of(), Instant.now()));
        OTHERS.forEach(this::browse);
        browse(FORGOTTEN);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(rig.topics().readAll(TopicCatalog.PROFILE_SEGMENTS))
                        .anyMatch(record -> (FORGOTTEN + "|lookers").equals(record.key())));
        link(FORGOTTEN, 1);
        browse(FORGOTTEN);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(rig.asOfByPerson().get(HOST.toString())).contains(","));
    }

    /** A segment of a topic's log is only closed by what follows it. */
    private void othersGoOn() {
        OTHERS.forEach(leaf -> {
            browse(leaf);
            if (!leaf.equals(HOST)) {
                link(leaf, ++offset);
            }
            rig.topics()
                    .send(
                            TopicCatalog.PROFILE_SEGMENTS,
                            leaf + "|other",
                            new SegmentMembership(leaf.toString(), "other", true, offset, Instant.now()));
        });
    }

    private void browse(LeafKey leaf) {
        rig.topics()
                .send(
                        TopicCatalog.BEHAVIOR_CLEAN,
                        leaf.toString(),
                        Records.behavior(leaf, ++offset, Action.BROWSE, "skin-care", (int) offset));
    }

    private void link(LeafKey leaf, long version) {
        rig.topics().send(TopicCatalog.IDENTITY_LINKS, leaf.toString(), Records.link(leaf, HOST.toString(), version));
    }

    /** Topics, and folders of the service, in whose files the person's pseudonym stands. */
    private Set<String> found() {
        Set<String> found = disks.topicsWith(FORGOTTEN.pseudonym());
        if (DiskSearch.isIn(rig.platform().stateFolder(), FORGOTTEN.pseudonym())) {
            found.add("state");
        }
        if (DiskSearch.isIn(Path.of("target", "service-erasing.log"), FORGOTTEN.pseudonym())) {
            found.add("log");
        }
        return found;
    }
}
