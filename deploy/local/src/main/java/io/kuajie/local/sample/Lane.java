package io.kuajie.local.sample;

import io.kuajie.local.client.Door;
import io.kuajie.local.client.Positions;
import io.kuajie.local.terminal.Bar;
import io.kuajie.testkit.generate.GeneratedEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One partner's events on their way to the door, in batches and in order. The last few go one by one, so that each one's place is known. */
final class Lane {
    private static final int BATCH = 500;
    private static final int SINGLES = 8;

    private final Door door;
    private final Bar bar;
    private final List<GeneratedEvent> waiting = new ArrayList<>();

    Lane(Door door, Bar bar) {
        this.door = door;
        this.bar = bar;
    }

    void add(GeneratedEvent event) {
        waiting.add(event);
        if (waiting.size() == BATCH + SINGLES) {
            List<GeneratedEvent> batch = waiting.subList(0, BATCH);
            door.send(batch.stream().map(GeneratedEvent::toJson).toList());
            batch.clear();
            bar.add(BATCH);
        }
    }

    /** Sends what is left. @return where the last event of some users stands, by user */
    Map<String, Positions> finish() {
        int batched = Math.max(0, waiting.size() - SINGLES);
        if (batched > 0) {
            door.send(waiting.subList(0, batched).stream()
                    .map(GeneratedEvent::toJson)
                    .toList());
        }
        Map<String, Positions> lastByUser = new LinkedHashMap<>();
        for (GeneratedEvent event : waiting.subList(batched, waiting.size())) {
            lastByUser.put(event.userId(), door.send(List.of(event.toJson())));
        }
        bar.add(waiting.size());
        waiting.clear();
        return lastByUser;
    }
}
