package io.kuajie.ingest.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.events.RejectedBehavior;
import io.kuajie.ingest.domain.cleaning.Flags;
import io.kuajie.ingest.domain.cleaning.Policies;
import io.kuajie.ingest.domain.cleaning.Policy;
import io.kuajie.ingest.domain.cleaning.Weight;
import io.kuajie.ingest.domain.event.ItemNames;
import io.kuajie.ingest.domain.event.Mapped;
import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.ingest.domain.event.Refused;
import io.kuajie.ingest.domain.event.Sender;
import io.kuajie.ingest.domain.json.Json;
import io.kuajie.ingest.domain.json.JsonMemory;
import io.kuajie.ingest.domain.segment.Arrival;
import io.kuajie.ingest.domain.segment.Envelope;
import io.kuajie.ingest.domain.segment.EnvelopeParser;
import io.kuajie.ingest.domain.segment.HostileBodies;
import io.kuajie.ingest.domain.segment.Message;
import io.kuajie.ingest.domain.segment.Parsed;
import io.kuajie.ingest.domain.segment.SegmentCall;
import io.kuajie.ingest.domain.segment.SegmentMapper;
import io.kuajie.kernel.Domain;
import io.kuajie.kernel.PartnerId;
import io.kuajie.kernel.Pseudonymizer;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A hundred and forty thousand hostile requests through everything between the socket and the broker. */
final class HostileBodiesTest {
    private static final PartnerId ACADEMY = new PartnerId("academy");
    private static final Sender SENDER = new Sender(ACADEMY, new Domain("course"));
    private static final String GOOD =
            "{\"type\":\"track\",\"event\":\"Product Viewed\",\"userId\":\"user-good\",\"messageId\":\"%d\",\"properties\":{\"product_id\":\"java\"}}";
    private static final long NOW = Instant.parse("2026-03-01T08:00:00Z").toEpochMilli();
    private static final int BATCHES = 100_000;
    private static final int BROKEN = 40_000;

    private final EnvelopeParser parser = new EnvelopeParser(10);
    private final List<Policy> policies = Policies.standard(Set.of(ACADEMY));
    private final SegmentMapper mapper = new SegmentMapper(
            new Pseudonymizer(new byte[32]),
            new ItemNames(Map.of(new PartnerId("blossom"), new Domain("beauty"))),
            Currency.getInstance("CNY"),
            32_768,
            () -> "made");

    @Test
    void batch_withAnythingBetweenGoodMessages_takesThose() {
        // Given
        HostileBodies bodies = new HostileBodies(20_260_301);
        for (int n = 0; n < BATCHES; n++) {
            byte[] body = bodies.batch(GOOD.formatted(n), GOOD.formatted(-n - 1));
            // When
            Parsed parsed = parser.batch(body);
            // Then
            assertThat(parsed).isInstanceOf(Envelope.class);
            List<Json> items = ((Envelope) parsed).items();
            assertThat(items).hasSize(3);
            assertGood(items.getFirst());
            take(items.get(1), null);
            assertGood(items.getLast());
        }
    }

    @Test
    void body_brokenAnywhere_isReadOrRefused() {
        // Given
        HostileBodies bodies = new HostileBodies(42);
        for (int n = 0; n < BROKEN; n++) {
            byte[] body = bodies.broken(bodies.batch(GOOD.formatted(n), GOOD.formatted(n)));
            // When / Then
            if (parser.batch(body) instanceof Envelope envelope) {
                envelope.items().forEach(item -> take(item, null));
            }
            if (parser.single(body) instanceof Envelope envelope) {
                take(envelope.items().getFirst(), SegmentCall.TRACK);
            }
        }
    }

    @Test
    void batch_readIntoOneMemory_becomesWhatItBecomesWithout() {
        // Given
        HostileBodies bodies = new HostileBodies(7);
        JsonMemory memory = new JsonMemory();
        RawBytes raw = new RawBytes(1);
        for (int n = 0; n < BROKEN; n++) {
            // Messages with the same context follow each other, within bodies and between them.
            byte[] body = bodies.batch(withContext(n / 5), withContext((n + 1) / 5));
            // When
            Envelope envelope = (Envelope) parser.batch(body, body.length, memory);
            List<Mapped> outcomes = mapper.mapAll(messages(envelope), Arrival.live(NOW));
            // Then
            List<Mapped> expected = messages((Envelope) parser.batch(body)).stream()
                    .flatMap(message -> mapper.map(message, Arrival.live(NOW)).stream())
                    .toList();
            assertThat(outcomes).isEqualTo(expected);
            for (Mapped outcome : outcomes) {
                if (outcome instanceof RawEvent event) {
                    assertThat(raw.of(event, event.leaf().toString()))
                            .isEqualTo(new RawBytes(1).of(event, event.leaf().toString()));
                }
            }
        }
    }

    private String withContext(int number) {
        return """
                {"type":"track","event":"Product Viewed","userId":"user-%d","messageId":"m","context":{"locale":"zh-CN",\
                "page":{"path":"/p/%d"},"campaign":{"name":"user-%d"},"library":{"name":"l%d"}},"properties":{"item":"j"}}""".formatted(number % 3, number, number % 4, number % 2);
    }

    private List<Message> messages(Envelope envelope) {
        return envelope.items().stream()
                .map(item -> Message.of(SENDER, null, item, envelope.context(), envelope.sentAt()))
                .toList();
    }

    private void assertGood(Json item) {
        assertThat(take(item, null)).singleElement().isInstanceOf(RawEvent.class);
    }

    private List<Mapped> take(Json item, @Nullable SegmentCall call) {
        List<Mapped> outcomes = mapper.map(Message.of(SENDER, call, item, Json.MISSING, null), Arrival.live(NOW));
        for (Mapped outcome : outcomes) {
            switch (outcome) {
                case RawEvent event -> assertWritable(event);
                case Refused refused -> {
                    RejectedBehavior record = EventRecords.record(refused, Instant.EPOCH);
                    BareAvro.serde(RejectedBehavior.class).serializer().serialize("", record);
                }
            }
        }
        assertThat(outcomes).isNotEmpty();
        return outcomes;
    }

    private void assertWritable(RawEvent event) {
        byte[] bytes = new RawBytes(1).of(event, event.leaf().toString());
        RawEvent read = new RawReader().read(bytes);
        assertThat(read.messageId()).isEqualTo(event.messageId());
        boolean passes =
                policies.stream().allMatch(policy -> policy.violation(read).isEmpty());
        if (passes) {
            assertThat(Weight.of(read)).isFinite();
            Flags.of(read);
        }
    }
}
