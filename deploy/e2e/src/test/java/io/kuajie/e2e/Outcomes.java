package io.kuajie.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.events.Behavior;
import io.kuajie.events.Position;
import io.kuajie.events.RawBehavior;
import io.kuajie.events.RejectedBehavior;
import io.kuajie.testkit.TestTopics;
import io.kuajie.topics.TopicCatalog;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What became of each raw position of one import, as the topics tell it. */
final class Outcomes {
    final Map<String, String> messageByPosition = new HashMap<>();
    final Map<String, String> cleanMessageByPosition = new HashMap<>();
    final Map<String, RejectedBehavior> rejectedByPosition = new HashMap<>();
    final Map<Long, RejectedBehavior> refusedByLine = new HashMap<>();
    final Map<Long, Set<String>> positionsByLine = new HashMap<>();
    private final Map<String, String> outcomeByPosition = new HashMap<>();
    private final Set<String> contradictions = new HashSet<>();
    private final Map<String, Set<String>> codesByMessage = new HashMap<>();

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
                outcomes.add(value);
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
        assertOneOutcomeAPosition();
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

    /**
     * Every raw position has one outcome; every message of the ledger is clean once, or rejected with its code and never clean; what
     * an answer said of positions is so; and there is nothing else.
     */
    void assertAs(Ledger ledger) {
        assertOneOutcomeAPosition();
        assertCleanOnce(ledger.clean());
        assertRejected(ledger.codeByMessage());
        assertTold(ledger.receipts());
    }

    private void assertTold(List<Ledger.Receipt> receipts) {
        Set<String> written = new HashSet<>(messageByPosition.values());
        for (Ledger.Receipt receipt : receipts) {
            assertThat(receipt.positions().isEmpty())
                    .as("whether no position was told of %s", receipt.messages())
                    .isEqualTo(Collections.disjoint(receipt.messages(), written));
            for (String position : receipt.positions()) {
                assertThat(receipt.messages())
                        .as("messages of the request that was told position %s", position)
                        .contains(messageByPosition.get(position));
            }
        }
    }

    private void assertOneOutcomeAPosition() {
        assertThat(difference(outcomeByPosition.keySet(), messageByPosition.keySet()))
                .as("outcomes of no position")
                .isEmpty();
        assertThat(difference(messageByPosition.keySet(), outcomeByPosition.keySet()))
                .as("positions without an outcome")
                .isEmpty();
        assertThat(contradictions).as("positions with two outcomes").isEmpty();
        cleanMessageByPosition.forEach((position, message) ->
                assertThat(message).as("message at position %s", position).isEqualTo(messageByPosition.get(position)));
    }

    private void assertCleanOnce(Set<String> messages) {
        Map<String, Integer> timesClean = new HashMap<>();
        cleanMessageByPosition.values().forEach(message -> timesClean.merge(message, 1, Integer::sum));
        assertThat(difference(messages, timesClean.keySet()))
                .as("acknowledged messages that are not clean")
                .isEmpty();
        assertThat(difference(timesClean.keySet(), messages))
                .as("clean messages that nobody sent, or bad ones")
                .isEmpty();
        assertThat(timesClean.values()).as("times a message is clean").allMatch(times -> times == 1);
    }

    /** Rejected are those, as often as they arrived, and what was sent again. */
    private void assertRejected(Map<String, String> codeByMessage) {
        assertThat(difference(codeByMessage.keySet(), codesByMessage.keySet()))
                .as("bad messages that are not rejected")
                .isEmpty();
        codesByMessage.forEach((message, codes) -> assertThat(codes)
                .as("codes of message %s", message)
                .containsExactly(codeByMessage.getOrDefault(message, "duplicate")));
    }

    /** By sets: asserting that one list contains another would compare each with each. */
    private static Set<String> difference(Set<String> all, Set<String> without) {
        Set<String> difference = new HashSet<>(all);
        difference.removeAll(without);
        return difference;
    }

    private void add(Behavior value) {
        String position = text(value.getPosition());
        note(position, Ledger.CLEAN + " " + value.getMessageId());
        cleanMessageByPosition.put(position, value.getMessageId());
    }

    private void add(RejectedBehavior value) {
        codesByMessage
                .computeIfAbsent(value.getMessageId(), message -> new HashSet<>())
                .add(value.getCode());
        if (value.getPosition() == null) {
            refusedByLine.put(value.getOrigin().getLine(), value);
            return;
        }
        String position = text(value.getPosition());
        note(position, value.getCode() + " " + value.getMessageId() + " " + value.getFirstPosition());
        rejectedByPosition.put(position, value);
    }

    /** Cleaning is at least once: what is read again after a crash must end as it did. */
    private void note(String position, String outcome) {
        String earlier = outcomeByPosition.put(position, outcome);
        if (earlier != null && !earlier.equals(outcome)) {
            contradictions.add("%s: %s, %s".formatted(position, earlier, outcome));
        }
    }

    private static String text(Position position) {
        return position.getPartition() + "@" + position.getOffset();
    }
}
