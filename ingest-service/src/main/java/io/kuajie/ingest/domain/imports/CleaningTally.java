package io.kuajie.ingest.domain.imports;

import io.kuajie.kernel.SourcePosition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts what cleaning rejected of an import's events, each event once, although those that had been sent when a sending ended early were
 * sent again. Of these, one that was clean comes back as a duplicate of itself, and one that was rejected is rejected again; neither
 * is a further event. (One that the rules about bots judge otherwise the second time is counted by the first outcome.)
 *
 * <p>Takes rejections in the order of their raw positions, but for those repeated after a crash of cleaning. Holds only those at positions
 * that the ledger did not know when the next sending began: as many as lie between two entries into the ledger.
 */
public final class CleaningTally {
    private final List<Sending> sendings;
    private final Map<String, Long> countByCode = new TreeMap<>();
    private final Map<Integer, Long> highestByPartition = new HashMap<>();
    private final Set<Event> comingAgain = new HashSet<>();
    private final Set<Owned> owned = new HashSet<>();
    private final Set<SourcePosition> settled = new HashSet<>();

    /** @param sendings in their order */
    public CleaningTally(List<Sending> sendings) {
        this.sendings = List.copyOf(sendings);
    }

    private record Event(long line, @Nullable String messageId) {}

    private record Owned(int sending, SourcePosition first) {}

    /**
     * A rejected event.
     *
     * @param position in behavior.raw
     * @param first of a duplicate, the position that came first
     */
    public record Rejection(
            SourcePosition position,
            @Nullable SourcePosition first,
            long line,
            @Nullable String messageId,
            String code) {}

    /** The next one. */
    public void take(Rejection rejection) {
        SourcePosition position = rejection.position();
        if (position.offset() <= highestByPartition.getOrDefault(position.partition(), -1L)) {
            return;
        }
        highestByPartition.put(position.partition(), position.offset());
        Event event = new Event(rejection.line(), rejection.messageId());
        if (comingAgain.contains(event) || isRepetition(rejection)) {
            return;
        }
        countByCode.merge(rejection.code(), 1L, Long::sum);
        if (isLeftOver(position, sendings.size() - 1)) {
            comingAgain.add(event);
        }
    }

    /** How many events were rejected, by reason code. */
    public Map<String, Long> countByCode() {
        return Map.copyOf(countByCode);
    }

    /**
     * Whether a duplicate names itself as the first. Lines come in the same order each time, so of all that name a position which an
     * earlier sending left over, the first in a sending is the one that stands there; it comes again until the ledger knows it.
     */
    private boolean isRepetition(Rejection rejection) {
        SourcePosition first = rejection.first();
        int sending = sendingOf(rejection.position());
        if (first == null
                || !isLeftOver(first, sending)
                || settled.contains(first)
                || !owned.add(new Owned(sending, first))) {
            return false;
        }
        if (!isLeftOver(rejection.position(), sendings.size() - 1)) {
            settled.add(first);
        }
        return true;
    }

    private int sendingOf(SourcePosition position) {
        int sending = sendings.size() - 1;
        while (sending > 0 && begin(sending, position.partition()) > position.offset()) {
            sending--;
        }
        return sending;
    }

    /** Whether a sending before this one wrote there what the ledger did not know when the next began. */
    private boolean isLeftOver(SourcePosition position, int before) {
        for (int next = 1; next <= before; next++) {
            long known = sendings.get(next).writtenByPartition().getOrDefault(position.partition(), -1L);
            if (position.offset() > known
                    && position.offset() >= begin(next - 1, position.partition())
                    && position.offset() < begin(next, position.partition())) {
                return true;
            }
        }
        return false;
    }

    private long begin(int sending, int partition) {
        return sendings.get(sending).beginByPartition().getOrDefault(partition, 0L);
    }
}
