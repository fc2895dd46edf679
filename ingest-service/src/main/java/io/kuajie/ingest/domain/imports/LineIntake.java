package io.kuajie.ingest.domain.imports;

import io.kuajie.ingest.domain.bots.RecordedRates;
import io.kuajie.ingest.domain.event.Mapped;
import io.kuajie.ingest.domain.event.Mark;
import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.ingest.domain.event.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Decides over a line's form before its content: a line that is too long, not UTF-8, or last without a line feed is refused. A last
 * line without a line feed may be cut anywhere, so it is refused even where what is left of it looks valid.
 */
public final class LineIntake {
    private final LineMapper mapper;
    private final RecordedRates rates;
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();

    public LineIntake(LineMapper mapper, RecordedRates rates) {
        this.mapper = mapper;
        this.rates = rates;
    }

    /** Takes what a line says of the others; to be told of every line, done before or not. */
    public void see(Line line) {
        if (isHeader(line)) {
            mapper.header(lenient(line));
        }
    }

    /** The outcomes of a line; none of a header or a blank line. @param receivedAt milliseconds since the epoch */
    public List<Mapped> outcomes(Line line, long receivedAt) {
        if (isHeader(line) || line.isBlank()) {
            return List.of();
        }
        if (line.isTooLong()) {
            return List.of(mapper.refused(line.number(), lenient(line), Reason.LINE_TOO_LONG));
        }
        if (!line.isTerminated()) {
            return List.of(mapper.refused(line.number(), lenient(line), Reason.TRUNCATED));
        }
        try {
            String text = utf8.decode(ByteBuffer.wrap(line.bytes())).toString();
            return judged(mapper.map(line.number(), text, receivedAt));
        } catch (CharacterCodingException e) {
            return List.of(mapper.refused(line.number(), lenient(line), Reason.BAD_ENCODING));
        }
    }

    /** A line counts once, however many events it becomes: they are one thing that somebody did. */
    private List<Mapped> judged(List<Mapped> outcomes) {
        RawEvent first = outcomes.stream()
                .filter(RawEvent.class::isInstance)
                .map(RawEvent.class::cast)
                .findFirst()
                .orElse(null);
        if (first == null) {
            return outcomes;
        }
        List<Mapped> judged = rates.isTooMany(first.leaf(), first.occurredAt()) ? Mark.BOT_RATE.on(outcomes) : outcomes;
        return rates.isImpossible(first) ? Mark.BOT_SEQUENCE.on(judged) : judged;
    }

    private boolean isHeader(Line line) {
        return line.number() == 1 && mapper.hasHeader();
    }

    private static String lenient(Line line) {
        return new String(line.bytes(), StandardCharsets.UTF_8);
    }
}
