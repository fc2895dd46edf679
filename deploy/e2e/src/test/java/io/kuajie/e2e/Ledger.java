package io.kuajie.e2e;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** What a sender was told is taken, and what must become of it. */
final class Ledger {
    /** The outcome of a message that is not rejected. */
    static final String CLEAN = "clean";

    /** What an answer said: the last position of the request in each partition. */
    record Receipt(Set<String> messages, List<String> positions) {}

    private final Map<String, String> outcomeByMessage = new ConcurrentHashMap<>();
    private final Queue<Receipt> receipts = new ConcurrentLinkedQueue<>();

    /** A message that was answered 200. */
    void add(String message) {
        outcomeByMessage.put(message, CLEAN);
    }

    /** A request that was answered 200. @param outcomeByMessage clean, or the code; @param positions as the answer names them */
    void add(Map<String, String> outcomeByMessage, String positions) {
        this.outcomeByMessage.putAll(outcomeByMessage);
        receipts.add(new Receipt(
                Set.copyOf(outcomeByMessage.keySet()),
                Arrays.stream(positions.split(","))
                        .filter(text -> !text.isEmpty())
                        .toList()));
    }

    int size() {
        return outcomeByMessage.size();
    }

    Set<String> clean() {
        return outcomeByMessage.entrySet().stream()
                .filter(entry -> entry.getValue().equals(CLEAN))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Of the messages that must be rejected. */
    Map<String, String> codeByMessage() {
        return outcomeByMessage.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(CLEAN))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    List<Receipt> receipts() {
        return List.copyOf(receipts);
    }
}
