package io.kuajie.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.events.Behavior;
import io.kuajie.events.Position;
import io.kuajie.events.RawBehavior;
import io.kuajie.events.RejectedBehavior;
import io.kuajie.testkit.TestTopics;
import io.kuajie.topics.TopicCatalog;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What became of each raw position of one import, as the topics tell it. */
final class Outcomes {
    final Map<String, String> messageByPosition = new HashMap<>();
    final Map<String, String> cleanMessageByPosition = new HashMap<>();
    final Map<String, RejectedBehavior> rejectedByPosition = new HashMap<>();
    final Map<Long, RejectedBehavior> refusedByLine = new HashMap<>();
    final Map<Long, Set<String>> positionsByLine = new HashMap<>();

    static Outcomes of(TestTopics topics, String importName) {
        Outcomes outcomes = new Outcomes();
        topics.forEach(TopicCatalog.BEHAVIOR_RAW, raw -> {
            if (importName.equals(raw.requireValue().getOrigin().getId())) {
                outcomes.add(raw.partition() + "@" + raw.offset(), raw.requireValue());
            }
        });
        topics.forEach(TopicCatalog.BEHAVIOR_CLEAN, clean -> {
            Behavior value = clean.requireValue();
            if (importName.equals(value.getOrigin().getId())) {
                outcomes.cleanMessageByPosition.put(text(value.getPosition()), value.getMessageId());
            }
        });
        topics.forEach(TopicCatalog.BEHAVIOR_REJECTED, rejected -> {
            if (importName.equals(rejected.requireValue().getOrigin().getId())) {
                outcomes.add(rejected.requireValue());
            }
        });
        return outcomes;
    }

    private void add(String position, RawBehavior value) {
        messageByPosition.put(position, value.getMessageId());
        positionsByLine
                .computeIfAbsent(value.getOrigin().getLine(), line -> new HashSet<>())
                .add(position);
    }

    boolean isComplete() {
        return cleanMessageByPosition.size() + rejectedByPosition.size() >= messageByPosition.size();
    }

    /** Every raw position has one outcome, every line of the ledger one clean position, every duplicate names it. */
    void assertOneOutcomeEach(List<BehaviorFile.Line> ledger) {
        Set<String> both = new TreeSet<>(cleanMessageByPosition.keySet());
        both.retainAll(rejectedByPosition.keySet());
        assertThat(both).as("positions with two outcomes").isEmpty();
        Set<String> told = new TreeSet<>(cleanMessageByPosition.keySet());
        told.addAll(rejectedByPosition.keySet());
        assertThat(told).as("positions with an outcome").isEqualTo(new TreeSet<>(messageByPosition.keySet()));

        Set<Long> lines = new HashSet<>();
        ledger.forEach(line -> lines.add(line.number()));
        assertThat(positionsByLine.keySet()).as("lines in behavior.raw").isEqualTo(lines);
        positionsByLine.forEach((line, positions) -> assertThat(positions.stream()
                        .filter(cleanMessageByPosition::containsKey)
                        .count())
                .as("clean positions of line %d", line)
                .isEqualTo(1));
        rejectedByPosition.forEach((position, rejected) -> {
            assertThat(rejected.getCode()).isEqualTo("duplicate");
            assertThat(cleanMessageByPosition.get(text(rejected.getFirstPosition())))
                    .as("first carrier of the message at %s", position)
                    .isEqualTo(messageByPosition.get(position));
        });
    }

    /** Every raw position has one outcome, and every message that was acknowledged is clean once. */
    void assertAllCleanOnce(Set<String> ledger) {
        Set<String> both = new HashSet<>(cleanMessageByPosition.keySet());
        both.retainAll(rejectedByPosition.keySet());
        assertThat(both).as("positions with two outcomes").isEmpty();
        Set<String> told = new HashSet<>(cleanMessageByPosition.keySet());
        told.addAll(rejectedByPosition.keySet());
        assertThat(told).as("positions with an outcome").isEqualTo(messageByPosition.keySet());
        Map<String, Integer> timesClean = new HashMap<>();
        cleanMessageByPosition.values().forEach(message -> timesClean.merge(message, 1, Integer::sum));
        // By sets: asserting that one list contains another would compare each with each.
        Set<String> lost = new HashSet<>(ledger);
        lost.removeAll(timesClean.keySet());
        assertThat(lost).as("acknowledged messages that are not clean").isEmpty();
        assertThat(timesClean.values()).as("times a message is clean").allMatch(times -> times == 1);
        assertThat(rejectedByPosition.values())
                .as("what was sent again")
                .allMatch(rejected -> rejected.getCode().equals("duplicate"));
    }

    private void add(RejectedBehavior value) {
        if (value.getPosition() == null) {
            refusedByLine.put(value.getOrigin().getLine(), value);
        } else {
            rejectedByPosition.put(text(value.getPosition()), value);
        }
    }

    private static String text(Position position) {
        return position.getPartition() + "@" + position.getOffset();
    }
}
