package io.kuajie.ingest.domain.imports;

import io.kuajie.ingest.domain.event.Mapped;
import io.kuajie.ingest.domain.event.Origin;
import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.ingest.domain.event.Reason;
import io.kuajie.ingest.domain.event.Refused;
import io.kuajie.ingest.domain.json.Json;
import io.kuajie.ingest.domain.json.Name;
import io.kuajie.ingest.domain.segment.Arrival;
import io.kuajie.ingest.domain.segment.Envelope;
import io.kuajie.ingest.domain.segment.EnvelopeParser;
import io.kuajie.ingest.domain.segment.Message;
import io.kuajie.ingest.domain.segment.Parsed;
import io.kuajie.ingest.domain.segment.SegmentCall;
import io.kuajie.ingest.domain.segment.SegmentMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Makes events of lines that are messages of the Segment vocabulary. A message without a type is a track call. */
public final class SegmentLineMapper implements LineMapper {
    private static final EnvelopeParser PARSER = new EnvelopeParser(1);
    private static final Name TYPE = Name.of("type");

    private final SegmentMapper mapper;
    private final LineContext context;
    private final Duration shift;

    public SegmentLineMapper(SegmentMapper mapper, LineContext context, Duration shift) {
        this.mapper = mapper;
        this.context = context;
        this.shift = shift;
    }

    @Override
    public boolean hasHeader() {
        return false;
    }

    @Override
    public void header(String text) {
        throw new IllegalStateException("Lines of messages have no header.");
    }

    @Override
    public List<Mapped> map(long line, String text, long receivedAt) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (!(PARSER.single(bytes) instanceof Envelope envelope)) {
            return List.of(refused(line, text, Reason.MALFORMED_LINE));
        }
        Json body = envelope.items().getFirst();
        SegmentCall call = body.get(TYPE).isPresent() ? null : SegmentCall.TRACK;
        Message message = Message.of(context.sender(), call, body, Json.MISSING, null);
        Arrival arrival = Arrival.line(context.importName(), line, context.startedAt(), receivedAt);
        return mapper.map(message, arrival).stream()
                .map(mapped -> shifted(mapped, arrival))
                .toList();
    }

    @Override
    public Mapped refused(long line, String text, Reason reason) {
        Parsed parsed = PARSER.single(text.getBytes(StandardCharsets.UTF_8));
        return new Refused(
                context.sender().partner(),
                null,
                context.messageId(line),
                reason,
                reason.rule() + " See line " + line + " of the file.",
                "(%d characters%s)".formatted(text.length(), parsed instanceof Envelope ? "" : ", not JSON"),
                Origin.line(context.importName(), line));
    }

    private Mapped shifted(Mapped mapped, Arrival arrival) {
        if (!(mapped instanceof RawEvent event) || event.occurredAt() == arrival.timeless()) {
            return mapped;
        }
        return event.at(event.occurredAt() + shift.toMillis());
    }
}
