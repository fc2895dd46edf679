package io.kuajie.profile.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kuajie.events.Erasure;
import io.kuajie.events.SegmentDefinition;
import io.kuajie.events.SegmentMembership;
import io.kuajie.kernel.Action;
import io.kuajie.kernel.LeafKey;
import io.kuajie.profile.topology.Records;
import io.kuajie.topics.TopicCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
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
    private static final Map<String, String> SHORT = Map.of(
            TopicConfig.SEGMENT_MS_CONFIG, "100",
            TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, "100",
            TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0",
            TopicConfig.DELETE_RETENTION_MS_CONFIG, "0",
            TopicConfig.FILE_DELETE_DELAY_MS_CONFIG, "0");

    private final ProfileRig rig = ProfileRig.create();
    private long offset;

    @Test
    void disks_afterAnErasure_holdNothingOfThePersonButTheDemand() throws Exception {
        try (rig;
                ServiceProcess service = rig.start("erasing")) {
            // Given
            service.awaitReady();
            leaveTraces();
            service.stop();
            assertThat(found())
                    .contains("state", "behavior.clean", "profile.state", "profile.segments", "identity.links");
            shorten();
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
    private Set<String> found() throws ExecutionException, InterruptedException {
        byte[] wanted = FORGOTTEN.pseudonym().getBytes(StandardCharsets.US_ASCII);
        Set<String> found = new TreeSet<>();
        if (holds(rig.platform().stateFolder(), wanted)) {
            found.add("state");
        }
        if (holds(Path.of("target", "service-erasing.log"), wanted)) {
            found.add("log");
        }
        for (Map.Entry<String, Path> folder : folderByPartition().entrySet()) {
            if (holds(folder.getValue(), wanted)) {
                String topic = folder.getKey().substring(0, folder.getKey().lastIndexOf('-'));
                found.add(topic.substring(rig.platform().prefix().length()));
            }
        }
        return found;
    }

    private Map<String, Path> folderByPartition() throws ExecutionException, InterruptedException {
        Map<String, Path> folders = new TreeMap<>();
        try (Admin admin = admin()) {
            for (var disks :
                    admin.describeLogDirs(List.of(1)).allDescriptions().get().values()) {
                disks.forEach((disk, description) -> description.replicaInfos().keySet().stream()
                        .map(Object::toString)
                        .filter(name -> name.startsWith(rig.platform().prefix()))
                        .forEach(name -> folders.put(name, Path.of(disk, name))));
            }
        }
        return folders;
    }

    private static boolean holds(Path folder, byte[] wanted) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).anyMatch(file -> isIn(file, wanted));
        } catch (IOException | UncheckedIOException e) {
            // A file went while it was looked for; the next search tells.
            return true;
        }
    }

    private static boolean isIn(Path file, byte[] wanted) {
        try {
            String content = Files.readString(file, StandardCharsets.ISO_8859_1);
            return content.contains(new String(wanted, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Also of the topics that Kafka Streams made. */
    private void shorten() throws ExecutionException, InterruptedException {
        try (Admin admin = admin()) {
            Map<ConfigResource, Collection<AlterConfigOp>> changes = admin.listTopics().names().get().stream()
                    .filter(name -> name.startsWith(rig.platform().prefix()))
                    .collect(Collectors.toMap(
                            name -> new ConfigResource(ConfigResource.Type.TOPIC, name), ErasureSearchIT::changes));
            admin.incrementalAlterConfigs(changes).all().get();
        }
    }

    private static Collection<AlterConfigOp> changes(String topic) {
        Collection<AlterConfigOp> changes = new ArrayList<>();
        SHORT.forEach((name, value) -> changes.add(set(name, value)));
        if (topic.endsWith(TopicCatalog.BEHAVIOR_CLEAN.name())) {
            changes.add(set(TopicConfig.RETENTION_MS_CONFIG, "1000"));
        }
        return changes;
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    }

    private Admin admin() {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                rig.platform().servers().bootstrapServers()));
    }
}
