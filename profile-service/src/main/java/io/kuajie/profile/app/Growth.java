package io.kuajie.profile.app;

import io.kuajie.edge.BackgroundThreads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.jboss.logging.Logger;

/**
 * Carries people over from the generation before, which goes on working: copies its change log into that of the new one, key by key
 * and no faster than its pace, follows it, and takes over where it left as soon as its last instance is gone.
 *
 * <p>What is stored of a leaf says up to which position of behavior.raw it goes, whatever partition it is stored in. So a copy of the
 * change log to its end, together with the offsets committed at that time, is the same as a restart of the former generation: events
 * past the offsets that are in the state already are recognised, none is missing. Interrupted at any point, it may begin anew, because
 * later copies of a key follow earlier ones: as long as the change log still tells what was deleted meanwhile, which is a day; after
 * that it refuses to.
 *
 * <p>While the former generation works, the copy is background work; once events wait for it, it is not.
 */
final class Growth implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Growth.class);
    private static final String DAY_MILLIS = Long.toString(Duration.ofDays(1).toMillis());
    private static final Duration ASKING = Duration.ofSeconds(1);
    private static final CopyPace AS_FAST_AS_CAN_BE = new CopyPace(0);
    /** The streams delete what they have read from it themselves. */
    private static final String NEVER = "-1";

    /** Where the change log ended. @param at before it was asked for */
    private record Goal(Map<TopicPartition, Long> ends, Instant at) {}

    private final Map<String, Object> client;
    private final Generation from;
    private final Generation to;
    private final int partitions;
    private final Map<String, String> changeLogSettings;
    private final CopyPace pace;
    private final Clock clock;
    private final BooleanSupplier isStopped;
    private final GroupOffsets groups;
    private final CopyMark mark;

    /**
     * @param client how brokers are reached
     * @param partitions of the new generation
     * @param changeLogSettings of its change log, by configuration key
     * @param pace of copying while the former generation works; what is left when it has stopped is copied as fast as can be
     * @param isStopped whether to give up
     */
    Growth(
            Map<String, Object> client,
            Generation to,
            int partitions,
            Map<String, String> changeLogSettings,
            CopyPace pace,
            Clock clock,
            BooleanSupplier isStopped) {
        this.client = new HashMap<>(client);
        // By which brokers can be told to bound it.
        this.client.put(CommonClientConfigs.CLIENT_ID_CONFIG, to.applicationId() + "-carry-over");
        this.from = to.before();
        this.to = to;
        this.partitions = partitions;
        this.changeLogSettings = changeLogSettings;
        this.pace = pace;
        this.clock = clock;
        this.isStopped = isStopped;
        this.groups = new GroupOffsets(client);
        this.mark = new CopyMark(groups, to, from.changeLog(), clock);
    }

    /**
     * Returns when the new generation may start, or when it was stopped.
     *
     * @throws IllegalStateException if that was begun before, and so long ago that what was deleted since may no longer be told
     */
    void carryOver() {
        if (!groups.committed(to.applicationId()).isEmpty()) {
            return;
        }
        create(to.changeLog(), changeLogSettings);
        create(
                to.snapshots(),
                Map.of(
                        TopicConfig.RETENTION_MS_CONFIG,
                        NEVER,
                        TopicConfig.SEGMENT_MS_CONFIG,
                        changeLogSettings.getOrDefault(TopicConfig.SEGMENT_MS_CONFIG, DAY_MILLIS)));
        if (groups.ends(to.changeLog()).values().stream().allMatch(end -> end == 0)) {
            mark.begin();
        } else {
            mark.resume();
        }
        LOG.infof("Carrying people over from %s to %s with %d partitions", from, to, partitions);
        Map<TopicPartition, Long> reached = followInBackground();
        if (!isStopped.getAsBoolean()) {
            mark.requireRecent();
            takeOver(reached);
        }
    }

    @Override
    public void close() {
        groups.close();
    }

    /** A thread of this class can't leave it without a privilege: it ends, with the clients that it made, when events wait. */
    private Map<TopicPartition, Long> followInBackground() {
        var following = new FutureTask<>(this::follow);
        BackgroundThreads.named("carry-over").newThread(following).start();
        try {
            return following.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("People could not be carried over from %s.".formatted(from), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while people were carried over from %s.".formatted(from), e);
        }
    }

    /** @return up to where the change log is copied when nobody writes to it any more */
    private Map<TopicPartition, Long> follow() {
        Map<TopicPartition, Long> beginning = groups.partitions(from.changeLog()).stream()
                .collect(Collectors.toMap(Function.identity(), partition -> 0L));
        BooleanSupplier hasLeft = hasLeft();
        BooleanSupplier isOver = () -> isStopped.getAsBoolean() || hasLeft.getAsBoolean();
        try (ChangeCopy copy = new ChangeCopy(client, beginning, to.changeLog(), pace, isOver)) {
            Goal goal = goal();
            copy.upTo(goal.ends());
            LOG.infof(
                    "Carried over %d changes; following until the last instance of %s is stopped", copy.copied(), from);
            while (!isOver.getAsBoolean()) {
                if (mark.isDue() && copy.isAt(goal.ends())) {
                    mark.reached(goal.at());
                    goal = goal();
                }
                copy.more();
            }
            return copy.settled();
        }
    }

    private Goal goal() {
        Instant now = clock.instant();
        return new Goal(groups.ends(from.changeLog()), now);
    }

    /** Whether nobody works for the former generation any more; the brokers are asked once a second at most. */
    private BooleanSupplier hasLeft() {
        long[] askAt = {System.nanoTime()};
        boolean[] hasLeft = {false};
        return () -> {
            if (!hasLeft[0] && System.nanoTime() - askAt[0] >= 0) {
                askAt[0] = System.nanoTime() + ASKING.toNanos();
                hasLeft[0] = !groups.hasMembers(from.applicationId());
            }
            return hasLeft[0];
        };
    }

    private void takeOver(Map<TopicPartition, Long> reached) {
        long rest = copy(reached, from.changeLog(), to.changeLog());
        Map<TopicPartition, Long> committed = groups.committed(from.applicationId());
        Map<TopicPartition, Long> unread = new HashMap<>();
        groups.partitions(from.snapshots())
                .forEach(partition -> unread.put(partition, committed.getOrDefault(partition, 0L)));
        rest += copy(unread, from.snapshots(), to.snapshots());
        if (isStopped.getAsBoolean()) {
            // Copies may have ended before all was there; the next start begins anew.
            return;
        }
        // From here on it is the new generation's turn: this is what later starts look at.
        groups.commit(
                to.applicationId(),
                committed.entrySet().stream()
                        .filter(offset -> !offset.getKey().topic().startsWith(from.applicationId() + "-"))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        LOG.infof("Took over from %s, which had left %d changes to carry over", from, rest);
    }

    /** All that a topic has after these offsets. @return how many records */
    private long copy(Map<TopicPartition, Long> after, String topic, String target) {
        try (ChangeCopy copy = new ChangeCopy(client, after, target, AS_FAST_AS_CAN_BE, isStopped)) {
            copy.upTo(groups.ends(topic));
            copy.settled();
            return copy.copied();
        }
    }

    private void create(String topic, Map<String, String> settings) {
        groups.create(new NewTopic(topic, Optional.of(partitions), Optional.empty()).configs(settings));
    }
}
