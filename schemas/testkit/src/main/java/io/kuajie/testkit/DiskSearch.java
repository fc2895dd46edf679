package io.kuajie.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Looks for a text in files, and in all topics on the disk of a broker that runs on this machine. Topics can be told to forget within
 * a second what production lets stay for a day or a month.
 *
 * @param prefix of the topics that are looked at
 */
public record DiskSearch(String bootstrapServers, String prefix) {
    private static final String OF_THE_BROKER = "__";
    private static final String RETENTION_MILLIS = "1000";
    private static final int MOST_LOOKS = 20;
    private static final Map<String, String> SHORT = Map.of(
            TopicConfig.SEGMENT_MS_CONFIG, "100",
            TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, "100",
            TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0",
            TopicConfig.DELETE_RETENTION_MS_CONFIG, "0",
            TopicConfig.FILE_DELETE_DELAY_MS_CONFIG, "0");

    /** Topics in whose files the text stands, without their prefix. */
    public Set<String> topicsWith(String wanted) {
        Set<String> found = new TreeSet<>();
        folderByPartition().forEach((partition, folder) -> {
            if (isIn(folder, wanted)) {
                found.add(partition.substring(prefix.length(), partition.lastIndexOf('-')));
            }
        });
        return found;
    }

    /** Whether the text stands in a file, or in any file of a folder; one that never stands still while it is looked at counts as one that has it. */
    public static boolean isIn(Path place, String wanted) {
        for (int look = 0; look < MOST_LOOKS; look++) {
            try (Stream<Path> files = Files.walk(place)) {
                return files.filter(Files::isRegularFile).anyMatch(file -> isInFile(file, wanted));
            } catch (IOException | UncheckedIOException e) {
                // A file went meanwhile, as they do where a broker cleans up.
            }
        }
        return true;
    }

    /**
     * Lets what is replaced or deleted go within a second, also in topics that Kafka Streams made.
     *
     * @param expiring topics, by name without prefix, whose records go as soon whatever they are
     */
    public void shorten(Predicate<String> expiring) {
        try (Admin admin = admin()) {
            Map<ConfigResource, Collection<AlterConfigOp>> changes = admin.listTopics().names().get().stream()
                    .filter(name -> name.startsWith(prefix) && !name.startsWith(OF_THE_BROKER))
                    .collect(Collectors.toMap(
                            name -> new ConfigResource(ConfigResource.Type.TOPIC, name),
                            name -> changes(expiring.test(name.substring(prefix.length())))));
            admin.incrementalAlterConfigs(changes).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The topics could not be changed.", e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private Map<String, Path> folderByPartition() {
        Map<String, Path> folders = new TreeMap<>();
        try (Admin admin = admin()) {
            for (var disks :
                    admin.describeLogDirs(List.of(1)).allDescriptions().get().values()) {
                disks.forEach((disk, description) -> description.replicaInfos().keySet().stream()
                        .map(Object::toString)
                        .filter(name -> name.startsWith(prefix))
                        .forEach(name -> folders.put(name, Path.of(disk, name))));
            }
            return folders;
        } catch (ExecutionException e) {
            throw new IllegalStateException("The broker did not tell its folders.", e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static boolean isInFile(Path file, String wanted) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(wanted);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Collection<AlterConfigOp> changes(boolean isExpiring) {
        Collection<AlterConfigOp> changes = new ArrayList<>();
        SHORT.forEach((name, value) -> changes.add(set(name, value)));
        if (isExpiring) {
            changes.add(set(TopicConfig.RETENTION_MS_CONFIG, RETENTION_MILLIS));
        }
        return changes;
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("Interrupted while the broker was asked.", e);
    }

    private Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }
}
