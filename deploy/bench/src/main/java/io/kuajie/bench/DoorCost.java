package io.kuajie.bench;

import io.kuajie.ingest.domain.event.ItemNames;
import io.kuajie.ingest.domain.event.Mapped;
import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.ingest.domain.event.Sender;
import io.kuajie.ingest.domain.json.Json;
import io.kuajie.ingest.domain.json.JsonMemory;
import io.kuajie.ingest.domain.segment.Arrival;
import io.kuajie.ingest.domain.segment.Envelope;
import io.kuajie.ingest.domain.segment.EnvelopeParser;
import io.kuajie.ingest.domain.segment.Message;
import io.kuajie.ingest.domain.segment.SegmentMapper;
import io.kuajie.ingest.topology.RawBytes;
import io.kuajie.kernel.Domain;
import io.kuajie.kernel.PartnerId;
import io.kuajie.kernel.Pseudonymizer;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What an event of a batch costs the door itself, on one thread and without HTTP and records: reading, mapping, encoding. Argument:
 * rounds of 2,000 batches. Prints nanoseconds of processor time an event, and how many of them go into reading JSON.
 */
final class DoorCost {
    private static final int BATCH = 100;
    private static final int BATCHES = 2_000;
    private static final int BODIES = 400;
    private static final int USERS = 100_000;

    private final JsonMemory memory = new JsonMemory();
    private final EnvelopeParser parser = new EnvelopeParser(BATCH);
    private final RawBytes raw = new RawBytes(1);
    private final Sender sender = new Sender(new PartnerId("academy"), new Domain("course"));
    private final SegmentMapper mapper = new SegmentMapper(
            new Pseudonymizer(new byte[32]),
            new ItemNames(Map.of(sender.partner(), sender.domain())),
            Currency.getInstance("CNY"),
            1 << 15,
            () -> UUID.randomUUID().toString());
    private final List<byte[]> bodies;
    private long bytes;

    private DoorCost() {
        TrackEvents events = new TrackEvents("localhost", "key", BATCH, USERS, 0, 1);
        bodies = Stream.generate(() -> body(events.next())).limit(BODIES).toList();
    }

    public static void main(String[] arguments) {
        DoorCost cost = new DoorCost();
        for (int round = 0; round < Integer.parseInt(arguments[0]); round++) {
            double all = cost.nanosAnEvent(cost::map);
            double reading = cost.nanosAnEvent(cost::read);
            System.out.printf("%.0f ns an event, of which %.0f reading JSON%n", all, reading);
        }
        System.out.printf("%d bytes written%n", cost.bytes);
    }

    private interface Step {
        Envelope with(byte[] body);
    }

    private double nanosAnEvent(Step step) {
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        for (int n = 0; n < BATCHES; n++) {
            step.with(bodies.get(n % BODIES));
        }
        return (threads.getCurrentThreadCpuTime() - start) / (double) BATCHES / BATCH;
    }

    private Envelope read(byte[] body) {
        return (Envelope) parser.batch(body, body.length, memory);
    }

    private Envelope map(byte[] body) {
        Envelope envelope = read(body);
        Arrival arrival = Arrival.live(0);
        List<Message> messages = new ArrayList<>(envelope.items().size());
        for (Json item : envelope.items()) {
            messages.add(Message.of(sender, null, item, envelope.context(), envelope.sentAt()));
        }
        for (Mapped mapped : mapper.mapAll(messages, arrival)) {
            if (mapped instanceof RawEvent event) {
                bytes += raw.of(event, event.leaf().toString()).length;
            }
        }
        return envelope;
    }

    private static byte[] body(ByteBuffer request) {
        while (request.get(request.position()) != '{') {
            request.get();
        }
        byte[] body = new byte[request.remaining()];
        request.get(body);
        return body;
    }
}
