package io.kuajie.ingest.topology.identity;

import io.kuajie.events.Link;
import io.kuajie.ingest.domain.identity.ConsentCarrier;
import io.kuajie.ingest.domain.identity.IdentityGraph;
import io.kuajie.kernel.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Gives what is new to the graph, and tells the links that come of it. */
final class IdentityProcessor implements Processor<String, IdentityNews, String, @Nullable Link> {
    private static final String GRANTED = "GRANTED";
    private static final Duration LOOK = Duration.ofSeconds(1);

    private @Nullable ProcessorContext<String, @Nullable Link> context;
    private @Nullable IdentityGraph graph;
    /** Of what is being read; links that come of it belong to the same trace. */
    private Headers headers = new RecordHeaders();

    @Override
    public void init(ProcessorContext<String, @Nullable Link> given) {
        KeyValueStore<String, byte[]> nodes = given.getStateStore(IdentityTopology.NODES);
        KeyValueStore<String, byte[]> reminders = given.getStateStore(IdentityTopology.REMINDERS);
        context = given;
        graph = new IdentityGraph(new Stored(nodes, reminders), new Telling(given, () -> headers));
        given.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, now -> remind(reminders, now));
    }

    @Override
    public void process(Record<String, IdentityNews> record) {
        IdentityGraph known = Objects.requireNonNull(graph);
        long now = Objects.requireNonNull(context).currentSystemTimeMs();
        headers = record.headers();
        switch (record.value()) {
            case IdentityNews.Claimed claimed -> known.claim(claimed.claim(), now);
            case IdentityNews.Consented(String leaf, ConsentCarrier.Said said) -> {
                // Who is who asks for the use across partners only.
                if (said.purpose().equals(Purpose.CROSS_PARTNER.wireName())) {
                    known.consent(leaf, said.status().equals(GRANTED), said.at(), said.expiresAt(), now);
                }
            }
            case IdentityNews.Erased erased -> known.erase(erased.leaf(), erased.at(), now);
        }
    }

    private void remind(KeyValueStore<String, byte[]> reminders, long now) {
        headers = new RecordHeaders();
        List<String> due = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> entries = reminders.range(null, Stored.reminder(now + 1, ""))) {
            while (entries.hasNext()) {
                KeyValue<String, byte[]> entry = entries.next();
                due.add(entry.key);
            }
        }
        for (String entry : due) {
            Objects.requireNonNull(graph).expire(entry.substring(entry.indexOf('|') + 1), now);
            reminders.delete(entry);
        }
    }

    private record Stored(KeyValueStore<String, byte[]> nodes, KeyValueStore<String, byte[]> reminders)
            implements IdentityGraph.Store {
        /** Sorts by time. */
        static String reminder(long at, String leaf) {
            return "%016x|%s".formatted(at, leaf);
        }

        @Override
        public byte @Nullable [] get(String key) {
            return nodes.get(key);
        }

        @Override
        public void put(String key, byte @Nullable [] node) {
            if (node == null) {
                nodes.delete(key);
            } else {
                nodes.put(key, node);
            }
        }

        @Override
        public void remind(long at, String leaf) {
            reminders.put(reminder(at, leaf), new byte[0]);
        }
    }

    private record Telling(ProcessorContext<String, @Nullable Link> context, Supplier<Headers> headers)
            implements IdentityGraph.Listener {
        @Override
        public void linked(String alias, @Nullable String person, long version, String method) {
            long now = context.currentSystemTimeMs();
            Link link = new Link(alias, person, version, method, Instant.ofEpochMilli(now));
            context.forward(new Record<>(alias, link, now, headers.get()));
        }

        @Override
        public void forgotten(String leaf) {
            context.forward(new Record<>(leaf, null, context.currentSystemTimeMs(), headers.get()));
        }
    }
}
